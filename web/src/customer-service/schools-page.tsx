import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client';
import { keys, useSchools } from '../api/queries';
import { ContactText } from '../link/contact-text';
import { Button } from '../ui/controls';
import { matches } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, PageHeading, ProblemNotice, Tag, type Tone } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';

type SchoolState = Schemas['SchoolState'];

const TONES: Record<SchoolState['state'], Tone> = { requested: 'wait', active: 'go', rejected: 'stop', ended: 'plain' };

/** Who must act for a school with a link; nobody when all goes well, or may pass by itself. */
function turnsOf({ state, lastContact, lastScores }: SchoolState): string[] {
  const turns = [lastContact, lastScores].map((contact) => contact?.whoActs ?? 'nobody');
  return state === 'active' ? [...new Set(turns)].filter((who) => who !== 'nobody') : [];
}

/** The last contact, and what went wrong with results, if anything did. */
function Contacts({ school }: { school: SchoolState }) {
  const { t } = useTranslation();
  const { lastContact, lastScores } = school;
  const las = school.typeName ?? t('link.theLas');
  return (
    <>
      {lastContact ? <ContactText contact={lastContact} las={las} /> : null}
      {lastScores && lastScores.outcome !== 'scores-accepted' ? (
        <p>
          <ContactText contact={lastScores} las={las} />
        </p>
      ) : null}
    </>
  );
}

/** Stuck work, and the button that resumes it. */
function Stuck({ school }: { school: SchoolState }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const resume = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/customer-service/schools/{school}/resumption', { params: { path: { school: school.school } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.schools }),
  });
  if (!school.stuck?.length) {
    return null;
  }
  return (
    <>
      {school.stuck.map((kind) => (
        <p key={kind}>
          <Tag tone="stop">{t(`schools.stuck-${kind}`)}</Tag>
        </p>
      ))}
      {resume.error ? <ProblemNotice error={resume.error} /> : null}
      <Button onPress={() => resume.mutate()} isDisabled={resume.isPending}>
        {t('schools.resume')}
        <span className="visually-hidden">{` (${school.name})`}</span>
      </Button>
    </>
  );
}

/** Scholen: every school that ever asked for a link. */
export function Component() {
  const { t } = useTranslation();
  const schools = useSchools();
  const [view, change] = useListView('alle');
  const columns = useMemo<Columns<SchoolState>>(() => {
    const column = columnsOf<SchoolState>();
    return [
      column.accessor('name', {
        header: t('schools.name'),
        sortFn: (a, b) => a.original.name.localeCompare(b.original.name, 'nl'),
        cell: ({ row }) => <Link to={`/s/${row.original.school}/koppeling`}>{row.original.name}</Link>,
        meta: { isHeading: true },
      }),
      column.accessor('school', { header: t('field.brin'), enableSorting: false, meta: { label: t('field.brin') } }),
      column.accessor('state', {
        header: t('schools.state'),
        enableSorting: false,
        cell: ({ row }) => (
          <>
            <Tag tone={TONES[row.original.state]}>{t(`schools.state-${row.original.state}`)}</Tag>
            {turnsOf(row.original).map((who) => (
              <span key={who}>
                {' '}
                <Tag tone="wait">{t(`schools.turn-${who}`)}</Tag>
              </span>
            ))}
            {row.original.unreachedBeheerders ? (
              <>
                {' '}
                <Tag tone="wait">{t('schools.unreached', { count: row.original.unreachedBeheerders })}</Tag>
              </>
            ) : null}
            <Stuck school={row.original} />
          </>
        ),
        meta: { label: t('schools.state') },
      }),
      column.accessor((school) => school.typeName ?? '', {
        id: 'type',
        header: t('field.type'),
        enableSorting: false,
        meta: { label: t('field.type') },
      }),
      column.display({
        id: 'contact',
        header: t('link.lastContact'),
        enableSorting: false,
        cell: ({ row }) => (row.original.lastContact ? <Contacts school={row.original} /> : t('link.noContact')),
        meta: { label: t('link.lastContact') },
      }),
    ];
  }, [t]);
  return (
    <>
      <PageHeading>{t('schools.title')}</PageHeading>
      <Loaded query={schools}>
        {(items) => {
          const shown = items.filter((item) => matches(view.filter, [item.name, item.school, item.typeName]));
          return (
            <>
              <p>{t('schools.asTheSchoolReads')}</p>
              <FilterBar
                label={t('schools.filter')}
                filter={view.filter}
                onFilter={(filter) => change({ filter })}
                shown={shown.length}
                total={items.length}
              />
              <WorkTable
                caption={t('schools.title')}
                rows={shown}
                columns={columns}
                idOf={(item) => item.school}
                page={view.page}
                onPage={(page) => change({ page })}
                empty={<p>{t(items.length === 0 ? 'schools.empty' : 'table.nothingFound')}</p>}
              />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
