import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink } from 'react-router';
import { Refused } from '../api/problem';
import { type Summary, useImport, useSummary } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button, Checkbox } from '../ui/controls';
import { matches } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';
import { useKeepActive } from './decide';
import { GoneNotice } from './gone-notice';
import { LeaverNotice } from './leaver-notice';

type Leaver = Summary['leavers'][number];

/** Vertrekkers: who would become inactive, by name, with the reason and a choice each. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const summary = useSummary(school);
  const isGone = summary.error instanceof Refused && summary.error.status === 404;
  return (
    <>
      <PageHeading back={{ to: `/s/${school}/importeren`, text: t('import.title') }}>{t('leavers.title')}</PageHeading>
      {isGone ? (
        <GoneNotice school={school} />
      ) : (
        <Loaded query={summary}>{(data) => <Leavers school={school} summary={data} />}</Loaded>
      )}
    </>
  );
}

type Actions = { mayChange: boolean; las: string; keep: (leavers: Leaver[], isKept: boolean) => void };
const ActionsContext = createContext<Actions>({ mayChange: false, las: '', keep: () => {} });

function Leavers({ school, summary }: { school: string; summary: Summary }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const mayChange = useMayChange(school);
  const imported = useImport(school).data;
  const las = imported?.typeName ?? imported?.link?.typeName ?? t('link.theLas');
  const keepActive = useKeepActive(school, summary.importId);
  const [view, change] = useListView('alle');
  const { leavers } = summary;
  const shown = useMemo(
    () => leavers.filter((leaver) => matches(view.filter, [leaver.name, leaver.group])),
    [leavers, view.filter],
  );
  const leaving = leavers.filter((leaver) => !leaver.keptActive).length;
  const columns = useColumns();
  const keep = (chosen: Leaver[], isKept: boolean) =>
    keepActive.mutate(chosen.map(({ pupilId }) => ({ pupilId, keepActive: isKept })));
  return (
    <ActionsContext value={{ mayChange, las, keep }}>
      <p className="state-line" role="status">
        {t('leavers.state', { count: leaving, text: count(leaving), total: count(leavers.length) })}
      </p>
      <p>{t('summary.leaversKeepResults')}</p>
      {summary.pupilsLeftOut > 0 ? (
        <p>{t('summary.withheld', { count: summary.pupilsLeftOut, text: count(summary.pupilsLeftOut), las })}</p>
      ) : null}
      {imported ? <LeaverNotice school={school} imported={imported} las={las} mayChange={mayChange} /> : null}
      {keepActive.error ? <ProblemNotice error={keepActive.error} isAnswer /> : null}
      <MissingGroups leavers={leavers} />
      {leavers.length > 0 ? (
        <FilterBar
          label={t('review.filter-pupil')}
          filter={view.filter}
          onFilter={(filter) => change({ filter })}
          shown={shown.length}
          total={leavers.length}
        />
      ) : null}
      <WorkTable
        caption={t('leavers.title')}
        rows={shown}
        columns={columns}
        idOf={(leaver) => leaver.pupilId}
        page={view.page}
        onPage={(page) => change({ page })}
        empty={<p>{t(leavers.length === 0 ? 'summary.noLeavers' : 'table.nothingFound')}</p>}
      />
      <div className="actions">
        <RouteLink className="button" to={`/s/${school}/importeren/samenvatting`}>
          {t('import.toSummary')}
        </RouteLink>
      </div>
    </ActionsContext>
  );
}

/** A group that the LAS does not send any more is one question, however many pupils it has. */
function MissingGroups({ leavers }: { leavers: Leaver[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { mayChange, las, keep } = useContext(ActionsContext);
  const groups = new Map<string, Leaver[]>();
  for (const leaver of leavers.filter(({ reason }) => reason === 'group-missing')) {
    if (leaver.group) {
      groups.set(leaver.group, [...(groups.get(leaver.group) ?? []), leaver]);
    }
  }
  return [...groups].map(([group, pupils]) => {
    const leaving = pupils.filter((leaver) => !leaver.keptActive);
    return (
      <Notice key={group} title={t('attention.missingGroup', { name: group, las })}>
        <p>
          {t('leavers.ofGroup', { count: pupils.length, text: count(pupils.length), leaving: count(leaving.length) })}
        </p>
        {mayChange ? (
          <div className="actions">
            {leaving.length > 0 ? (
              <Button onPress={() => keep(leaving, true)}>
                {t('leavers.keepAll', { count: leaving.length, text: count(leaving.length), group })}
              </Button>
            ) : (
              <Button onPress={() => keep(pupils, false)}>
                {t('leavers.leaveAll', { count: pupils.length, text: count(pupils.length), group })}
              </Button>
            )}
          </div>
        ) : null}
      </Notice>
    );
  });
}

const column = columnsOf<Leaver>();

function useColumns(): Columns<Leaver> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('name', { header: t('review.name'), enableSorting: false, meta: { isHeading: true } }),
      column.accessor((leaver) => leaver.group ?? '', {
        id: 'group',
        header: t('review.group'),
        enableSorting: false,
        meta: { label: t('review.group') },
      }),
      column.accessor('testResults', {
        header: t('match.testResults'),
        enableSorting: false,
        meta: { isNumber: true, label: t('match.testResults') },
      }),
      column.display({
        id: 'reason',
        header: t('summary.reason'),
        cell: ({ row }) => <Why leaver={row.original} />,
        meta: { label: t('summary.reason') },
      }),
      column.display({
        id: 'choice',
        header: t('summary.choice'),
        cell: ({ row }) => <Keep leaver={row.original} />,
        meta: { label: t('summary.choice') },
      }),
    ],
    [t],
  );
}

function Why({ leaver }: { leaver: Leaver }) {
  const { t } = useTranslation();
  const { las } = useContext(ActionsContext);
  return t(`leaver.${leaver.reason}`, { las });
}

function Keep({ leaver }: { leaver: Leaver }) {
  const { t } = useTranslation();
  const { mayChange, keep } = useContext(ActionsContext);
  return (
    <Checkbox isSelected={leaver.keptActive} isDisabled={!mayChange} onChange={(isKept) => keep([leaver], isKept)}>
      <span>
        {t('summary.keepActive')}
        <span className="visually-hidden"> {leaver.name}</span>
      </span>
    </Checkbox>
  );
}
