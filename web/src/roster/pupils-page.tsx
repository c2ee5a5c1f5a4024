import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api, etag, type Schemas } from '../api/client';
import { keys, type Roster, useRoster } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Confirm } from '../ui/confirm';
import { Button } from '../ui/controls';
import { matches } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';

type Pupil = Schemas['Pupil'];

/** Leerlingen beheren: active and inactive pupils, with their code in the LAS. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const roster = useRoster(school);
  return (
    <>
      <PageHeading>{t('pupils.title')}</PageHeading>
      <Loaded query={roster} loading={t('pupils.loading')}>
        {(data) => <Pupils school={school} pupils={data.pupils} />}
      </Loaded>
    </>
  );
}

type Actions = { mayChange: boolean; isBusy: boolean; setActive: (pupil: Pupil, active: boolean) => void };
const ActionsContext = createContext<Actions>({ mayChange: false, isBusy: false, setActive: () => {} });

function Pupils({ school, pupils }: { school: string; pupils: Pupil[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const queries = useQueryClient();
  const mayChange = useMayChange(school);
  const [view, change] = useListView('actief');
  const list = view.category === 'inactief' ? 'inactief' : 'actief';
  const inList = useMemo(
    () =>
      pupils
        .filter((pupil) => pupil.active === (list === 'actief'))
        .sort(
          (a, b) =>
            (a.group ?? '').localeCompare(b.group ?? '', 'nl', { numeric: true }) || a.name.localeCompare(b.name, 'nl'),
        ),
    [pupils, list],
  );
  const shown = useMemo(
    () => inList.filter((pupil) => matches(view.filter, [pupil.name, pupil.group], pupil.lasCode)),
    [inList, view.filter],
  );
  const setStatus = useMutation({
    mutationFn: ({ pupil, active }: { pupil: Pupil; active: boolean }) =>
      answerOf(
        api.PUT('/api/schools/{school}/pupils/{pupil}/status', {
          params: { path: { school, pupil: pupil.id }, header: { 'If-Match': etag(pupil.version) } },
          body: { active },
        }),
      ),
    onSuccess: (changed) => {
      queries.setQueryData<Roster>(keys.roster(school), (before) =>
        before
          ? { ...before, pupils: before.pupils.map((pupil) => (pupil.id === changed.id ? changed : pupil)) }
          : before,
      );
      void queries.invalidateQueries({ queryKey: keys.audit(school) });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.roster(school) }),
  });
  const [leaving, setLeaving] = useState<Pupil>();
  const columns = useColumns(list === 'inactief');
  const number = { actief: 0, inactief: 0 };
  for (const pupil of pupils) {
    number[pupil.active ? 'actief' : 'inactief'] += 1;
  }
  return (
    <ActionsContext
      value={{
        mayChange,
        isBusy: setStatus.isPending,
        setActive: (pupil, active) => (active ? setStatus.mutate({ pupil, active }) : setLeaving(pupil)),
      }}
    >
      {setStatus.error ? <ProblemNotice error={setStatus.error} isAnswer /> : null}
      {setStatus.data ? (
        <Notice tone="go" isAlert answer={setStatus.data}>
          <p>{t(setStatus.data.active ? 'pupils.nowActive' : 'pupils.nowInactive', { name: setStatus.data.name })}</p>
        </Notice>
      ) : null}
      <Tabs
        selectedKey={list}
        onSelectionChange={(key) => change({ category: String(key) })}
        keyboardActivation="manual"
      >
        <TabList className="tabs" aria-label={t('pupils.title')}>
          {(['actief', 'inactief'] as const).map((name) => (
            <Tab key={name} id={name} className="tab">
              {t(`pupils.${name}`)} <span className="tab-count">({count(number[name])})</span>
            </Tab>
          ))}
        </TabList>
        <TabPanel key={list} id={list} className="tab-panel">
          {list === 'inactief' ? <p>{t('pupils.inactiveText')}</p> : null}
          <FilterBar
            label={t('pupils.filter')}
            filter={view.filter}
            onFilter={(filter) => change({ filter })}
            shown={shown.length}
            total={inList.length}
          />
          <WorkTable
            caption={t(`pupils.${list}`)}
            rows={shown}
            columns={columns}
            idOf={(pupil) => pupil.id}
            page={view.page}
            onPage={(page) => change({ page })}
            empty={<p>{t(inList.length === 0 ? `pupils.empty-${list}` : 'table.nothingFound')}</p>}
          />
        </TabPanel>
      </Tabs>
      <Confirm
        isOpen={leaving !== undefined}
        title={t('pupils.deactivateQuestion', { name: leaving?.name })}
        action={t('pupils.deactivate')}
        kind="stop"
        isBusy={setStatus.isPending}
        onConfirm={() =>
          leaving && setStatus.mutate({ pupil: leaving, active: false }, { onSettled: () => setLeaving(undefined) })
        }
        onClose={() => setLeaving(undefined)}
      >
        <p>{t('pupils.deactivateConsequence', { name: leaving?.name })}</p>
      </Confirm>
    </ActionsContext>
  );
}

const column = columnsOf<Pupil>();

function useColumns(isInactive: boolean): Columns<Pupil> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('name', {
        header: t('review.name'),
        sortFn: (a, b) => a.original.name.localeCompare(b.original.name, 'nl'),
        meta: { isHeading: true },
      }),
      column.accessor((pupil) => pupil.group ?? '', {
        id: 'group',
        header: t('review.group'),
        sortFn: (a, b) => (a.original.group ?? '').localeCompare(b.original.group ?? '', 'nl', { numeric: true }),
        meta: { label: t('review.group'), className: 'keep' },
      }),
      column.display({
        id: 'birthDate',
        header: t('review.birthDate'),
        enableSorting: false,
        cell: ({ row }) => <BirthDate date={row.original.birthDate} />,
        meta: { label: t('review.birthDate'), className: 'keep' },
      }),
      column.display({
        id: 'lasCode',
        header: t('pupils.lasCode'),
        enableSorting: false,
        cell: ({ row }) => <LasCode pupil={row.original} />,
        meta: { label: t('pupils.lasCode') },
      }),
      column.accessor('testResults', {
        header: t('match.testResults'),
        sortFn: (a, b) => a.original.testResults - b.original.testResults,
        meta: { isNumber: true, label: t('match.testResults') },
      }),
      ...(isInactive
        ? [
            column.display({
              id: 'inactive',
              header: t('pupils.since'),
              enableSorting: false,
              cell: ({ row }) => <Since pupil={row.original} />,
              meta: { label: t('pupils.since') },
            }),
          ]
        : []),
      column.display({
        id: 'actions',
        header: () => <span className="visually-hidden">{t('review.actions')}</span>,
        enableSorting: false,
        cell: ({ row }) => <StatusButton pupil={row.original} />,
      }),
    ],
    [t, isInactive],
  );
}

/** Since when, why, and by which import; of pupils from before this was kept nothing is known. */
function Since({ pupil }: { pupil: Pupil }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  const school = useSchool();
  if (!pupil.inactive) {
    return <span className="soft">{t('review.unknown')}</span>;
  }
  const { since, reason, by, commitId } = pupil.inactive;
  return (
    <>
      {fullMoment(since)}
      <div className="small">
        {reason === 'person'
          ? t('pupils.byPerson', { by })
          : t('pupils.byImport', { reason: t(`leaver.${reason}`, { las: t('link.theLas') }), by })}{' '}
        {commitId ? (
          <Link
            to={`/s/${school}/importeren/eerder/${commitId}`}
            aria-label={t('pupils.toImportOf', { name: pupil.name })}
          >
            {t('pupils.toImport')}
          </Link>
        ) : null}
      </div>
    </>
  );
}

function BirthDate({ date }: { date?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return date ? format.date(date) : <span className="soft">{t('review.unknown')}</span>;
}

function LasCode({ pupil }: { pupil: Pupil }) {
  const { t } = useTranslation();
  if (pupil.lasCode) {
    return pupil.lasCode;
  }
  return <span className="soft">{t(pupil.linked ? 'pupils.linkedByEckId' : 'pupils.notLinked')}</span>;
}

function StatusButton({ pupil }: { pupil: Pupil }) {
  const { t } = useTranslation();
  const school = useSchool();
  const { mayChange, isBusy, setActive } = useContext(ActionsContext);
  return mayChange ? (
    <div className="row-actions">
      <Button
        small
        isDisabled={isBusy}
        onPress={() => setActive(pupil, !pupil.active)}
        aria-label={t(pupil.active ? 'pupils.deactivateOf' : 'pupils.activateOf', { name: pupil.name })}
      >
        {t(pupil.active ? 'pupils.deactivate' : 'pupils.activate')}
      </Button>
      <Link to={`/s/${school}/leerlingen/${pupil.id}/corrigeren`} aria-label={t('correct.of', { name: pupil.name })}>
        {t('correct.link')}
      </Link>
    </div>
  ) : null;
}
