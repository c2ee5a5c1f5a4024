import { useMutation, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api, etag, type Schemas } from '../api/client';
import { keys, useRoster } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { Effect, Fields, KindAndGroup } from '../history/change-text';
import { useMayChange } from '../sign-in/person';
import { Choice } from '../ui/choice';
import { Button } from '../ui/controls';
import { matches } from '../ui/filter';
import { Facts, Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';
import { differences } from './differences';

type Pupil = Schemas['Pupil'];
type Kind = 'merge' | 'move-link';

/** Corrigeren: this pupil is in the list twice, or has the link of another pupil. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const { pupil: id } = useParams();
  const roster = useRoster(school);
  return (
    <>
      <PageHeading back={{ to: `/s/${school}/leerlingen`, text: t('pupils.title') }}>{t('correct.title')}</PageHeading>
      <Loaded query={roster} loading={t('pupils.loading')}>
        {(data) => {
          const pupil = data.pupils.find((one) => one.id === id);
          return pupil ? <Correct school={school} pupil={pupil} pupils={data.pupils} /> : <p>{t('correct.gone')}</p>;
        }}
      </Loaded>
    </>
  );
}

function Correct({ school, pupil, pupils }: { school: string; pupil: Pupil; pupils: Pupil[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayChange = useMayChange(school);
  const [kind, setKind] = useState<Kind>();
  const [other, setOther] = useState<Pupil>();
  return (
    <>
      <p className="state-line">{pupil.name}</p>
      <Facts
        facts={[
          [t('review.group'), pupil.group],
          [t('review.birthDate'), pupil.birthDate ? format.date(pupil.birthDate) : undefined],
          [t('pupils.lasCode'), pupil.lasCode],
          [t('match.testResults'), format.count(pupil.testResults)],
        ]}
      />
      {mayChange ? (
        <Choice
          id="correctie"
          label={t('correct.what')}
          value={kind ?? ''}
          onChange={(chosen) => {
            setKind(chosen as Kind);
            setOther(undefined);
          }}
          options={[
            { id: 'merge', name: t('correct.merge') },
            ...(pupil.linked || pupil.lasCode ? [{ id: 'move-link', name: t('correct.move') }] : []),
          ]}
        />
      ) : null}
      {kind ? <p>{t(kind === 'merge' ? 'correct.mergeHint' : 'correct.moveHint')}</p> : null}
      {kind && !other ? <Others kind={kind} pupil={pupil} pupils={pupils} onChoose={setOther} /> : null}
      {kind && other ? (
        <Preview school={school} kind={kind} pupil={pupil} other={other} onBack={() => setOther(undefined)} />
      ) : null}
    </>
  );
}

const ChooseContext = createContext<(pupil: Pupil) => void>(() => {});

function Others({
  kind,
  pupil,
  pupils,
  onChoose,
}: {
  kind: Kind;
  pupil: Pupil;
  pupils: Pupil[];
  onChoose: (other: Pupil) => void;
}) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const [page, setPage] = useState(0);
  const others = useMemo(
    () => pupils.filter((one) => one.id !== pupil.id).sort((a, b) => a.name.localeCompare(b.name, 'nl')),
    [pupils, pupil],
  );
  const shown = others.filter((one) => matches(filter, [one.name, one.group, one.lasCode]));
  return (
    <ChooseContext value={onChoose}>
      <h2>{t(kind === 'merge' ? 'correct.chooseMerge' : 'correct.chooseMove', { name: pupil.name })}</h2>
      <FilterBar
        label={t('pupils.filter')}
        filter={filter}
        onFilter={(text) => {
          setFilter(text);
          setPage(0);
        }}
        shown={shown.length}
        total={others.length}
      />
      <WorkTable
        caption={t('pupils.title')}
        rows={shown}
        columns={useColumns()}
        idOf={(one) => one.id}
        page={page}
        onPage={setPage}
        empty={<p>{t('table.nothingFound')}</p>}
      />
    </ChooseContext>
  );
}

const column = columnsOf<Pupil>();

function useColumns(): Columns<Pupil> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('name', { header: t('review.name'), enableSorting: false, meta: { isHeading: true } }),
      column.accessor((one) => one.group ?? '', {
        id: 'group',
        header: t('review.group'),
        enableSorting: false,
        meta: { label: t('review.group') },
      }),
      column.display({
        id: 'birthDate',
        header: t('review.birthDate'),
        enableSorting: false,
        cell: ({ row }) => <BirthDate date={row.original.birthDate} />,
        meta: { label: t('review.birthDate') },
      }),
      column.display({
        id: 'state',
        header: t('history.field-active'),
        enableSorting: false,
        cell: ({ row }) => <Status active={row.original.active} />,
        meta: { label: t('history.field-active') },
      }),
      column.display({
        id: 'choose',
        header: () => <span className="visually-hidden">{t('review.actions')}</span>,
        enableSorting: false,
        cell: ({ row }) => <ChooseButton pupil={row.original} />,
      }),
    ],
    [t],
  );
}

function BirthDate({ date }: { date?: string }) {
  const format = useFormat();
  return date ? format.date(date) : '';
}

function Status({ active }: { active: boolean }) {
  const { t } = useTranslation();
  return t(active ? 'history.active' : 'history.inactive');
}

function ChooseButton({ pupil }: { pupil: Pupil }) {
  const { t } = useTranslation();
  const choose = useContext(ChooseContext);
  return (
    <div className="row-actions">
      <Button small onPress={() => choose(pupil)} aria-label={t('correct.chooseOf', { name: pupil.name })}>
        {t('correct.choose')}
      </Button>
    </div>
  );
}

function Preview({
  school,
  kind,
  pupil,
  other,
  onBack,
}: {
  school: string;
  kind: Kind;
  pupil: Pupil;
  other: Pupil;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const { count, date } = useFormat();
  const navigate = useNavigate();
  const wanted = { kind, from: pupil.id, to: other.id };
  const differ = differences(pupil, other);
  const preview = useQuery({
    queryKey: [...keys.roster(school), 'correction', kind, pupil.id, other.id],
    queryFn: async () =>
      (await answerOf(
        api.POST('/api/schools/{school}/corrections', {
          params: { path: { school } },
          body: { ...wanted, mode: 'preview' },
        }),
      )) as Schemas['CorrectionPreview'],
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const confirm = useMutation({
    mutationFn: async (revision: number) =>
      (await answerOf(
        api.POST('/api/schools/{school}/corrections', {
          params: { path: { school }, header: { 'If-Match': etag(revision) } },
          body: { ...wanted, mode: 'execute' },
        }),
      )) as { commitId: string },
    onSuccess: ({ commitId }) => void navigate(`/s/${school}/importeren/eerder/${commitId}`),
    onError: () => void preview.refetch(),
  });
  return (
    <section>
      <h2>
        {t(kind === 'merge' ? 'correct.previewMerge' : 'correct.previewMove', { from: pupil.name, to: other.name })}
      </h2>
      {kind === 'merge' && differ.length > 0 ? (
        <Notice tone="wait" title={t('correct.differTitle')}>
          {differ.map((field) => (
            <p key={field}>
              {field === 'name'
                ? t('correct.differ-name', { one: pupil.name, other: other.name })
                : t('correct.differ-birthDate', {
                    one: date(pupil.birthDate ?? ''),
                    other: date(other.birthDate ?? ''),
                  })}
            </p>
          ))}
        </Notice>
      ) : null}
      {confirm.error ? <ProblemNotice error={confirm.error} /> : null}
      <Loaded query={preview}>
        {(data) => (
          <>
            {data.closesImport ? (
              <Notice tone="wait" title={t('undo.closesTitle')}>
                <p>{t('undo.closesText')}</p>
              </Notice>
            ) : null}
            {data.delivered > 0 ? (
              <Notice
                tone="wait"
                title={t('correct.delivered', { count: data.delivered, text: count(data.delivered) })}
              >
                <p>{t('correct.deliveredText')}</p>
              </Notice>
            ) : null}
            <ul className="tasks">
              {data.items.map((change) => (
                <li key={change.recordId}>
                  <span className="name">{change.name}</span>
                  <span>
                    <KindAndGroup change={change} />
                    <Fields change={change} />
                  </span>
                  <Effect change={change} />
                </li>
              ))}
            </ul>
            <p>{t('correct.canUndo')}</p>
            <div className="actions">
              <Button kind="primary" isDisabled={confirm.isPending} onPress={() => confirm.mutate(data.revision)}>
                {t(kind === 'merge' ? 'correct.confirmMerge' : 'correct.confirmMove')}
              </Button>
              <Button onPress={onBack}>{t('correct.another')}</Button>
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}
