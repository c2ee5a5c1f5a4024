import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink, useLocation, useNavigate, useParams } from 'react-router';
import { Refused } from '../api/problem';
import { keys, type Row, type Rows, useRows } from '../api/queries';
import { useFormat } from '../format';
import { NotFound } from '../frame/not-found';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button } from '../ui/controls';
import { keepSelected } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, PageHeading } from '../ui/page';
import { FilterBar, WorkTable } from '../ui/work-table';
import { attentionOf, byAttention, isToLookAt } from './attention';
import { BulkBar } from './bulk-bar';
import { CertainLines } from './certain-lines';
import { useDecide } from './decide';
import { DecideProblem } from './decide-problem';
import { backTo, rememberSkipped, returning } from './earlier';
import { GoneNotice } from './gone-notice';
import { KindTabs } from './kind-tabs';
import { type Kind, kindOf, pathOf } from './kinds';
import { Likeness, lookAlikes } from './likeness';
import { NextStep } from './next-step';
import { type Done, Result } from './result';
import { leaveList } from './return-to';
import { type Actions, ActionsContext } from './review-actions';
import { useColumns } from './review-columns';
import { focusPlace, focusResult, placeOf, useReturn } from './review-focus';
import { rowFaults } from './row-faults';
import {
  certainMatches,
  countsOf,
  inOrder,
  isShown,
  LISTS,
  listOfRow,
  mayMove,
  moves,
  type RowDecision,
  undecidedPerKind,
  VIEWS,
  type View,
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
        <GoneNotice school={school} />
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
  const queries = useQueryClient();
  const mayChange = useMayChange(school);
  const [view, change] = useListView('eerst');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<Done>();
  const [asking, setAsking] = useState<Row[]>([]);
  const result = useRef<HTMLElement>(null);
  const decide = useDecide(school);
  const list: View = VIEWS.find((name) => name === view.category) ?? 'eerst';
  const ofKind = useMemo(() => rows.filter((row) => row.kind === kind), [rows, kind]);
  const inList = useMemo(
    () =>
      list === 'eerst'
        ? byAttention(inOrder(ofKind.filter(isToLookAt)))
        : inOrder(ofKind.filter((row) => listOfRow(row) === list)),
    [ofKind, list],
  );
  const shown = useMemo(() => inList.filter((row) => isShown(row, view.filter)), [inList, view.filter]);
  const counts = useMemo(() => countsOf(ofKind), [ofKind]);
  const toLookAt = useMemo(() => ofKind.filter((row) => attentionOf(row)).length, [ofKind]);
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

  const faults = decide.error ? rowFaults(decide.error, decide.variables ?? [], language) : (done?.refused ?? NONE);
  const now = () => queries.getQueryData<Rows>(keys.rows(school))?.items ?? rows;
  const run = (decisions: RowDecision[], what?: Done['what'], onDone: () => void = () => {}) => {
    if (decisions.length === 0) {
      return;
    }
    const before = new Map(rows.map((row) => [row.rowId, row]));
    const place = placeOf(decisions);
    setDone(undefined);
    decide.mutate(decisions, {
      onSuccess: ({ pupilsOfSkipped, pupilsOfReturned, refused }) => {
        setSelected(new Set(refused.keys()));
        const along = new Set(pupilsOfSkipped);
        rememberSkipped([...before.values()].filter((row) => along.has(row.rowId)));
        const taken = decisions.flatMap((decision) => before.get(decision.rowId) ?? []);
        const names = new Map([...before].map(([id, row]) => [id, row.name]));
        setDone({
          what: what ?? whatOf(decisions),
          kind: taken[0]?.kind ?? kind,
          before: taken.filter((row) => !refused.has(row.rowId)),
          refused,
          names,
          along: along.size || pupilsOfReturned.length,
        });
        onDone();
        if (decisions.length === 1) {
          requestAnimationFrame(() => focusPlace(place));
        } else {
          focusResult(result);
        }
        const back = new Set(pupilsOfReturned);
        if (back.size > 0) {
          run(returning(now().filter((row) => back.has(row.rowId))), 'returned');
        }
      },
      onError: () => focusResult(problem),
    });
  };
  const problem = useRef<HTMLDivElement>(null);
  const undo = ({ before }: Done) => {
    const byNow = new Map(now().map((row) => [row.rowId, row]));
    run(
      before.flatMap((row) => {
        const current = byNow.get(row.rowId);
        return current ? [backTo(row, current)] : [];
      }),
      'back',
    );
  };
  // What a filter showed has gone to another list: a filter that stayed would hide what is left of this one.
  const runTogether = (decisions: RowDecision[]) =>
    run(decisions, undefined, () => view.filter !== '' && change({ filter: '' }));
  const actions: Actions = {
    school,
    mayChange,
    isBusy: decide.isPending,
    faults,
    decide: (decisions) => run(decisions),
    move: (row, category) => moveTo(category, [row]),
    openMatch: (row) => {
      leaveList(visit, row.rowId);
      void navigate(`/s/${school}/importeren/${pathOf(kind)}/${encodeURIComponent(row.rowId)}`, {
        state: { fromList: true },
      });
    },
  };
  const moveTo = (category: 'new' | 'skip', chosenRows: Row[]) => {
    if (category === 'new' && lookAlikes(chosenRows).length > 0) {
      setAsking(chosenRows);
    } else {
      runTogether(moves(chosenRows, category));
    }
  };
  const add = (chosenRows: Row[]) => {
    setAsking([]);
    runTogether(moves(chosenRows, 'new'));
  };
  const answer = done ? (
    <Result
      done={done}
      box={result}
      isBusy={decide.isPending}
      onUndo={mayChange && done.what !== 'back' && done.before.length > 0 ? () => undo(done) : undefined}
    />
  ) : null;
  const isTogether = done !== undefined && done.before.length + done.refused.size > 1;

  return (
    <ActionsContext value={actions}>
      <KindTabs school={school} current={kind} rows={rows} />
      <p>{t(`review.explain-${kind}`)}</p>
      {decide.error ? (
        <div ref={problem} tabIndex={-1}>
          <DecideProblem error={decide.error} rows={ofKind} faults={faults} />
        </div>
      ) : null}
      {isTogether ? answer : null}
      <Tabs
        selectedKey={list}
        onSelectionChange={(key) => {
          setSelected(new Set());
          change({ category: String(key) });
        }}
        keyboardActivation="manual"
      >
        <TabList className="tabs" aria-label={t('review.categories')}>
          <Tab id="eerst" className="tab">
            {t('list.eerst')} <span className="tab-count">({count(toLookAt)})</span>
          </Tab>
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
          {list === 'eerst' && inList.length > 0 ? <h2>{t('attention.title')}</h2> : null}
          {list === 'eerst' && inList.length === 0 ? (
            <p className="state-line">{t(`attention.none-${kind}`)}</p>
          ) : (
            <FilterBar
              label={t(`review.filter-${kind}`)}
              filter={view.filter}
              onFilter={(filter) => change({ filter })}
              shown={shown.length}
              total={inList.length}
            />
          )}
          {mayChange && list === 'bestaand' && certain.length > 0 ? (
            <div className="actions">
              <Button isDisabled={decide.isPending} onPress={() => run(certain)}>
                {t('review.linkCertain', { count: certain.length, text: count(certain.length) })}
              </Button>
            </div>
          ) : null}
          {list === 'eerst' && inList.length === 0 ? null : (
            <WorkTable
              caption={list === 'eerst' ? t('attention.title') : t(`list.${list}-${kind}`)}
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
          )}
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
          {list === 'eerst' ? (
            <CertainLines
              kind={kind}
              rows={ofKind}
              onShow={(next) => {
                setSelected(new Set());
                change({ category: next });
              }}
              onLinkAll={(found) => run(certainMatches(found))}
            />
          ) : null}
        </TabPanel>
      </Tabs>
      {isTogether || kept.size > 0 ? null : <div className="result-bar">{answer}</div>}
      <div className="actions">
        <NextStep school={school} undecided={undecidedPerKind(rows)} current={kind} />
        <RouteLink to={`/s/${school}/importeren`}>{t('review.toHub')}</RouteLink>
      </div>
      <Likeness
        kind={kind}
        rows={asking}
        isBusy={decide.isPending}
        onAll={() => add(asking)}
        onOthers={add}
        onClose={() => setAsking([])}
      />
    </ActionsContext>
  );
}

const NONE: ReadonlyMap<string, string> = new Map();

function whatOf(decisions: RowDecision[]): Done['what'] {
  const category = decisions[0]?.category;
  return category === undefined || category === 'undecided' ? 'back' : category;
}
