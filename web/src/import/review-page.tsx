import { useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink, useLocation, useNavigate, useParams } from 'react-router';
import { Refused } from '../api/problem';
import { type Row, useRows } from '../api/queries';
import { useFormat } from '../format';
import { NotFound } from '../frame/not-found';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button } from '../ui/controls';
import { keepSelected } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, Notice, PageHeading } from '../ui/page';
import { FilterBar, WorkTable } from '../ui/work-table';
import { BulkBar } from './bulk-bar';
import { useDecide } from './decide';
import { DecideProblem } from './decide-problem';
import { KindTabs } from './kind-tabs';
import { type Kind, kindOf, pathOf } from './kinds';
import { leaveList } from './return-to';
import { type Actions, ActionsContext } from './review-actions';
import { useColumns } from './review-columns';
import { focusPlace, placeOf, useReturn } from './review-focus';
import { rowFaults } from './row-faults';
import {
  certainMatches,
  countsOf,
  inOrder,
  isShown,
  LISTS,
  type List,
  listOfRow,
  mayMove,
  moves,
  type RowDecision,
} from './rows';

/** Groepen, Leerkrachten or Leerlingen: the manual's three categories, and rows that move between them. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const kind = kindOf(useParams().kind);
  const rows = useRows(school);
  if (!kind) {
    return <NotFound />;
  }
  const isGone = rows.error instanceof Refused && rows.error.status === 404;
  return (
    <>
      <PageHeading key={kind} back={{ to: `/s/${school}/importeren`, text: t('import.title') }}>
        {t(`kind.${kind}`)}
      </PageHeading>
      {isGone ? (
        <Notice tone="wait" title={t('review.goneTitle')}>
          <p>
            {t('review.goneText')} <RouteLink to={`/s/${school}/importeren`}>{t('review.toHub')}</RouteLink>
          </p>
        </Notice>
      ) : (
        <Loaded query={rows} loading={t('review.loading')}>
          {(data) => <Review key={kind} school={school} kind={kind} rows={data.items} />}
        </Loaded>
      )}
    </>
  );
}

function Review({ school, kind, rows }: { school: string; kind: Kind; rows: Row[] }) {
  const { t } = useTranslation();
  const { count, language } = useFormat();
  const navigate = useNavigate();
  const mayChange = useMayChange(school);
  const [view, change] = useListView('nieuw');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [stillComing, setStillComing] = useState<ReadonlySet<string>>(new Set());
  const decide = useDecide(school);
  const list: List = LISTS.find((name) => name === view.category) ?? 'nieuw';
  const ofKind = useMemo(() => rows.filter((row) => row.kind === kind), [rows, kind]);
  const inList = useMemo(() => inOrder(ofKind.filter((row) => listOfRow(row) === list)), [ofKind, list]);
  const shown = useMemo(() => inList.filter((row) => isShown(row, view.filter)), [inList, view.filter]);
  const counts = useMemo(() => countsOf(ofKind), [ofKind]);
  const byId = useMemo(() => new Map(inList.map((row) => [row.rowId, row])), [inList]);
  const certain = useMemo(() => certainMatches(ofKind), [ofKind]);
  const kept = keepSelected(
    selected,
    inList.filter(mayMove).map((row) => row.rowId),
  );
  const chosen = inList.filter((row) => kept.has(row.rowId));
  const selectable = shown.filter(mayMove);
  const columns = useColumns(kind, list);
  const visit = useLocation().key;
  useReturn(visit);

  const faults = rowFaults(decide.error, decide.variables ?? [], language);
  const run = (decisions: RowDecision[], onDone: () => void = () => {}) => {
    if (decisions.length > 0) {
      const place = placeOf(decisions);
      setStillComing(new Set());
      decide.mutate(decisions, {
        onSuccess: ({ pupilsOfSkipped }) => {
          setSelected(new Set());
          setStillComing(new Set(pupilsOfSkipped));
          onDone();
          requestAnimationFrame(() => focusPlace(place));
        },
      });
    }
  };
  // What a filter showed has gone to another list: a filter that stayed would hide what is left of this one.
  const runTogether = (decisions: RowDecision[]) => run(decisions, () => view.filter !== '' && change({ filter: '' }));
  const actions: Actions = {
    school,
    mayChange,
    isBusy: decide.isPending,
    faults,
    decide: (decisions) => run(decisions),
    openMatch: (row) => {
      leaveList(visit, row.rowId);
      void navigate(`/s/${school}/importeren/${pathOf(kind)}/${encodeURIComponent(row.rowId)}`, {
        state: { fromList: true },
      });
    },
  };
  const pupilsLeft = rows.filter((row) => stillComing.has(row.rowId) && row.category !== 'skip');
  const moveTo = (category: 'new' | 'skip', chosenRows: Row[]) => runTogether(moves(chosenRows, category));

  return (
    <ActionsContext value={actions}>
      <KindTabs school={school} current={kind} rows={rows} />
      <p>{t(`review.explain-${kind}`)}</p>
      {decide.error ? <DecideProblem error={decide.error} rows={ofKind} faults={faults} /> : null}
      {pupilsLeft.length > 0 ? (
        <Notice tone="wait" title={t('review.pupilsLeftTitle')} isAlert>
          <p>{t('review.pupilsLeftText', { count: pupilsLeft.length, text: count(pupilsLeft.length) })}</p>
          <div className="actions">
            <Button isDisabled={decide.isPending} onPress={() => moveTo('skip', pupilsLeft)}>
              {t('review.skipPupils', { count: pupilsLeft.length, text: count(pupilsLeft.length) })}
            </Button>
          </div>
        </Notice>
      ) : null}
      <Tabs
        selectedKey={list}
        onSelectionChange={(key) => {
          setSelected(new Set());
          change({ category: String(key) });
        }}
        keyboardActivation="manual"
      >
        <TabList className="tabs" aria-label={t('review.categories')}>
          {LISTS.map((name) => (
            <Tab key={name} id={name} className="tab">
              {t(`list.${name}-${kind}`)} <span className="tab-count">({count(counts[name])})</span>
              {name === 'bestaand' && counts.undecided > 0 ? (
                <span className="tab-note">{t('review.toChoose', { text: count(counts.undecided) })}</span>
              ) : null}
              {name === 'nieuw' && counts.withoutEmail > 0 ? (
                <span className="tab-note">{t('review.withoutEmail', { text: count(counts.withoutEmail) })}</span>
              ) : null}
            </Tab>
          ))}
        </TabList>
        <TabPanel key={list} id={list} className="tab-panel">
          <FilterBar
            label={t(`review.filter-${kind}`)}
            filter={view.filter}
            onFilter={(filter) => change({ filter })}
            shown={shown.length}
            total={inList.length}
          />
          {mayChange && list === 'bestaand' && certain.length > 0 ? (
            <div className="actions">
              <Button isDisabled={decide.isPending} onPress={() => run(certain)}>
                {t('review.linkCertain', { count: certain.length, text: count(certain.length) })}
              </Button>
            </div>
          ) : null}
          <WorkTable
            caption={t(`list.${list}-${kind}`)}
            rows={shown}
            columns={columns}
            idOf={(row) => row.rowId}
            page={view.page}
            onPage={(page) => change({ page })}
            selection={
              mayChange
                ? {
                    selected: kept,
                    onChange: setSelected,
                    canSelect: (id) => byId.get(id)?.settled === false,
                    nameOf: (id) => byId.get(id)?.name ?? '',
                  }
                : undefined
            }
            empty={<p>{t(inList.length === 0 ? `review.empty-${list}` : 'table.nothingFound')}</p>}
          />
          {mayChange ? (
            <BulkBar
              kind={kind}
              list={list}
              total={inList.length}
              selectable={selectable.map((row) => row.rowId)}
              selected={kept}
              onSelect={setSelected}
              isBusy={decide.isPending}
              onMove={(category) => moveTo(category, chosen)}
            />
          ) : null}
        </TabPanel>
      </Tabs>
      <div className="actions">
        <RouteLink className="button" data-kind="primary" to={`/s/${school}/importeren/samenvatting`}>
          {t('import.toSummary')}
        </RouteLink>
        <RouteLink to={`/s/${school}/importeren`}>{t('review.toHub')}</RouteLink>
      </div>
    </ActionsContext>
  );
}
