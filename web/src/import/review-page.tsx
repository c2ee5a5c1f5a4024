import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink, useLocation, useNavigate, useParams } from 'react-router';
import { Refused } from '../api/problem';
import { type Match, type Row, useImport, useRows } from '../api/queries';
import { useFormat } from '../format';
import { NotFound } from '../frame/not-found';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button, TextButton } from '../ui/controls';
import { keepSelected } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, Notice, PageHeading, ProblemNotice, Tag } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';
import { useDecide } from './decide';
import { EmailField } from './email-field';
import { KINDS, type Kind, kindOf, pathOf } from './kinds';
import { MatchText, useReasons } from './match-text';
import { leaveList, takeReturn } from './return-to';
import { rowFaults } from './row-faults';
import {
  certainProposals,
  countsOf,
  inOrder,
  isShown,
  isUndecided,
  LISTS,
  type List,
  linkTo,
  listOfRow,
  moves,
  pupilsOfSkipped,
  type RowDecision,
} from './rows';
import { useYearGroup } from './year-group';

/** Groepen, Leerkrachten or Leerlingen: the manual's three categories, and rows that move between them. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const kind = kindOf(useParams().kind);
  const rows = useRows(school);
  const imported = useImport(school);
  if (!kind) {
    return <NotFound />;
  }
  const isGone = rows.error instanceof Refused && rows.error.status === 404;
  return (
    <>
      <PageHeading key={kind} back={{ to: `/s/${school}/importeren`, text: t('import.title') }}>
        {t(`kind.${kind}`)}
      </PageHeading>
      {isGone || (imported.data && imported.data.state !== 'open' && !rows.isFetching) ? (
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

type Actions = {
  school: string;
  mayChange: boolean;
  isBusy: boolean;
  faults: ReadonlyMap<string, string>;
  decide: (decisions: RowDecision[], moved?: Row[]) => void;
  openMatch: (row: Row) => void;
};

const ActionsContext = createContext<Actions | undefined>(undefined);

function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) {
    throw new Error('a row stands in a list');
  }
  return actions;
}

function Review({ school, kind, rows }: { school: string; kind: Kind; rows: Row[] }) {
  const { t } = useTranslation();
  const { count, language } = useFormat();
  const navigate = useNavigate();
  const mayChange = useMayChange(school);
  const [view, change] = useListView('nieuw');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [skippedGroups, setSkippedGroups] = useState<Row[]>([]);
  const decide = useDecide(school);
  const list: List = LISTS.find((name) => name === view.category) ?? 'nieuw';
  const ofKind = useMemo(() => rows.filter((row) => row.kind === kind), [rows, kind]);
  const inList = useMemo(() => inOrder(ofKind.filter((row) => listOfRow(row) === list)), [ofKind, list]);
  const shown = useMemo(() => inList.filter((row) => isShown(row, view.filter)), [inList, view.filter]);
  const counts = useMemo(() => countsOf(ofKind), [ofKind]);
  const byId = useMemo(() => new Map(inList.map((row) => [row.rowId, row])), [inList]);
  const certain = useMemo(() => certainProposals(ofKind), [ofKind]);
  const kept = keepSelected(
    selected,
    inList.filter((row) => !row.settled).map((row) => row.rowId),
  );
  const chosen = inList.filter((row) => kept.has(row.rowId));
  const selectable = shown.filter((row) => !row.settled);
  const columns = useColumns(kind, list);
  const visit = useLocation().key;
  useReturn(visit);

  const faults = rowFaults(decide.error, decide.variables ?? [], language);
  const run = (decisions: RowDecision[], moved: Row[] = [], onDone: () => void = () => {}) => {
    if (decisions.length > 0) {
      const place = placeOf(decisions);
      setSkippedGroups([]);
      decide.mutate(decisions, {
        onSuccess: () => {
          setSelected(new Set());
          setSkippedGroups(moved);
          onDone();
          requestAnimationFrame(() => focusPlace(place));
        },
      });
    }
  };
  // What a filter showed has gone to another list: a filter that stayed would hide what is left of this one.
  const runTogether = (decisions: RowDecision[], moved: Row[] = []) =>
    run(decisions, moved, () => view.filter !== '' && change({ filter: '' }));
  const actions: Actions = {
    school,
    mayChange,
    isBusy: decide.isPending,
    faults,
    decide: run,
    openMatch: (row) => {
      leaveList(visit, row.rowId);
      void navigate(`/s/${school}/importeren/${pathOf(kind)}/${encodeURIComponent(row.rowId)}`, {
        state: { fromList: true },
      });
    },
  };
  const pupilsLeft = pupilsOfSkipped(rows, skippedGroups);
  const moveTo = (category: 'new' | 'skip', chosenRows: Row[]) =>
    runTogether(
      moves(chosenRows, category),
      category === 'skip' ? chosenRows.filter((row) => row.kind === 'group') : [],
    );

  return (
    <ActionsContext value={actions}>
      <nav className="tabs kind-tabs" aria-label={t('review.kinds')}>
        {KINDS.map((entry) => {
          const left = countsOf(rows.filter((row) => row.kind === entry.kind)).undecided;
          return (
            <RouteLink
              key={entry.kind}
              className="tab"
              aria-current={entry.kind === kind ? 'page' : undefined}
              to={`/s/${school}/importeren/${entry.path}${left > 0 ? '#lijst=bestaand' : ''}`}
            >
              {t(`kind.${entry.kind}`)}
              {left > 0 ? <span className="tab-note">{t('review.toChoose', { text: count(left) })}</span> : null}
            </RouteLink>
          );
        })}
      </nav>
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
          {mayChange && selectable.length > 0 ? (
            <section
              className="bulk-bar"
              data-selected={kept.size > 0 ? '' : undefined}
              aria-label={t('review.together')}
            >
              <p role="status">{t('review.selected', { selected: count(kept.size), total: count(inList.length) })}</p>
              {kept.size < selectable.length || selectable.some((row) => !kept.has(row.rowId)) ? (
                <TextButton onPress={() => setSelected(new Set([...kept, ...selectable.map((row) => row.rowId)]))}>
                  {t('review.selectShown', { text: count(selectable.length) })}
                </TextButton>
              ) : null}
              {kept.size > 0 ? (
                <>
                  <TextButton onPress={() => setSelected(new Set())}>{t('review.clear')}</TextButton>
                  {list !== 'nieuw' ? (
                    <Button small isDisabled={decide.isPending} onPress={() => moveTo('new', chosen)}>
                      {t(`review.bulkNew-${kind}`, { count: kept.size, text: count(kept.size) })}
                    </Button>
                  ) : null}
                  {list !== 'niet' ? (
                    <Button small isDisabled={decide.isPending} onPress={() => moveTo('skip', chosen)}>
                      {t(`review.bulkSkip-${kind}`, { count: kept.size, text: count(kept.size) })}
                    </Button>
                  ) : null}
                </>
              ) : null}
            </section>
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

/** The row's place on the page; of many rows, the first place. */
function placeOf(decisions: RowDecision[]): number {
  const row = decisions.length === 1 ? document.getElementById(`row-${decisions[0]?.rowId}`) : null;
  return row instanceof HTMLTableRowElement ? row.sectionRowIndex : 0;
}

/** So many frames after a move a menu or a bar that closes may still take the focus with it. */
const FRAMES_TO_CLOSE = 40;

/**
 * What was worked on has left its place, and the focus with it: whoever works by keyboard goes on with the row that stands
 * there now, or with the heading when the list is empty.
 */
function focusPlace(place: number, frames = FRAMES_TO_CLOSE): void {
  if (document.activeElement === null || document.activeElement === document.body) {
    const rows = document.querySelectorAll<HTMLElement>('.stacks tbody tr');
    const row = rows[Math.min(place, rows.length - 1)];
    // A list whose filter was cleared with the move is filled again a frame later.
    const isEmpty = !row && frames < FRAMES_TO_CLOSE / 2;
    const control = isEmpty ? document.querySelector<HTMLElement>('h1') : row?.querySelector<HTMLElement>('button');
    control?.focus({ preventScroll: true });
    control?.scrollIntoView({ block: 'nearest' });
  }
  if (frames > 0) {
    requestAnimationFrame(() => focusPlace(place, frames - 1));
  }
}

/** So many frames after a return the page may still grow, and be scrolled by what restores it. */
const FRAMES_TO_SETTLE = 10;

/**
 * Back from Koppeling aanpassen: the page is scrolled as it was, and the button that was pressed has the focus. A row that
 * went elsewhere in the list because it was linked leaves the focus to the one that stands in its place.
 */
function useReturn(visit: string): void {
  const first = useRef(visit);
  useEffect(() => {
    const left = takeReturn(first.current);
    if (!left) {
      return;
    }
    let frame = 0;
    const settle = (frames: number) => {
      window.scrollTo(0, left.scrollY);
      if (frames > 0) {
        frame = requestAnimationFrame(() => settle(frames - 1));
      }
    };
    settle(FRAMES_TO_SETTLE);
    const rows = document.querySelectorAll<HTMLElement>('.stacks tbody tr');
    const own = document.getElementById(`row-${left.rowId}`);
    const row = own && isInView(own) ? own : rows[Math.min(left.place, rows.length - 1)];
    row?.querySelector<HTMLElement>('.row-actions button')?.focus({ preventScroll: true });
    return () => cancelAnimationFrame(frame);
  }, []);
}

function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

/** Why nothing was moved, with the rows that stood in the way. */
function DecideProblem({ error, rows, faults }: { error: unknown; rows: Row[]; faults: ReadonlyMap<string, string> }) {
  const names = new Map(rows.map((row) => [row.rowId, row.name]));
  return (
    <>
      <ProblemNotice error={error} />
      {faults.size > 0 ? (
        <ul className="fault-list">
          {[...faults].slice(0, 20).map(([row, text]) => (
            <li key={row}>{names.has(row) ? `${names.get(row)}: ${text}` : text}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

const column = columnsOf<Row>();

/** The columns of a list; they stay the same objects, so that a field that is being typed in stays too. */
function useColumns(kind: Kind, list: List): Columns<Row> {
  const { t } = useTranslation();
  return useMemo(() => {
    const columns: Columns<Row> = [
      column.accessor('name', {
        header: t('review.name'),
        sortFn: (a, b) => a.original.name.localeCompare(b.original.name, 'nl', { numeric: true }),
        cell: ({ row }) => <NameCell row={row.original} />,
        meta: { isHeading: true },
      }),
    ];
    if (kind === 'group') {
      columns.push(
        column.accessor((row) => row.yearGroup ?? '', {
          id: 'yearGroup',
          header: t('review.yearGroup'),
          sortFn: (a, b) =>
            (a.original.yearGroup ?? '').localeCompare(b.original.yearGroup ?? '', 'nl', { numeric: true }),
          cell: ({ row }) => <YearGroupCell row={row.original} />,
          meta: { label: t('review.yearGroup') },
        }),
      );
    } else {
      columns.push(
        column.accessor((row) => row.groups.join(', '), {
          id: 'groups',
          header: t(kind === 'pupil' ? 'review.group' : 'review.groups'),
          sortFn: (a, b) =>
            (a.original.groups[0] ?? '').localeCompare(b.original.groups[0] ?? '', 'nl', { numeric: true }),
          meta: { label: t(kind === 'pupil' ? 'review.group' : 'review.groups') },
        }),
      );
    }
    if (kind === 'pupil') {
      columns.push(
        column.accessor((row) => row.birthDate ?? '', {
          id: 'birthDate',
          header: t('review.birthDate'),
          sortFn: (a, b) => (a.original.birthDate ?? '').localeCompare(b.original.birthDate ?? ''),
          cell: ({ row }) => <DateCell date={row.original.birthDate} />,
          meta: { label: t('review.birthDate'), className: 'keep' },
        }),
      );
    }
    if (kind === 'teacher' && list === 'nieuw') {
      columns.push(
        column.display({
          id: 'email',
          header: t('review.email'),
          enableSorting: false,
          cell: ({ row }) => <EmailCell row={row.original} />,
          meta: { className: 'cell-email' },
        }),
      );
    }
    if (list === 'bestaand') {
      columns.push(
        column.display({
          id: 'record',
          header: t('review.record'),
          enableSorting: false,
          cell: ({ row }) => <RecordCell row={row.original} />,
        }),
      );
    }
    columns.push(
      column.display({
        id: 'actions',
        header: () => <span className="visually-hidden">{t('review.actions')}</span>,
        enableSorting: false,
        cell: ({ row }) => <ActionsCell row={row.original} />,
      }),
    );
    return columns;
  }, [kind, list, t]);
}

function NameCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { faults } = useActions();
  return (
    <>
      {row.name}
      {row.changed ? (
        <div>
          <Tag tone="wait">{t('review.changed')}</Tag>
        </div>
      ) : null}
      {faults.has(row.rowId) ? <div className="fault">{faults.get(row.rowId)}</div> : null}
    </>
  );
}

function YearGroupCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const yearGroup = useYearGroup();
  return `${yearGroup(row.yearGroup) ?? ''} ${row.composite ? t('review.composite') : ''}`.trim();
}

function DateCell({ date }: { date?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return date ? format.date(date) : <span className="soft">{t('review.unknown')}</span>;
}

function EmailCell({ row }: { row: Row }) {
  const { school, mayChange } = useActions();
  return <EmailField school={school} row={row} isReadOnly={!mayChange} />;
}

function RecordCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (isUndecided(row)) {
    return <Proposals row={row} />;
  }
  return (
    <>
      {row.record ? <MatchText match={row.record} isPerson={row.kind === 'pupil'} /> : null}
      <div className="small soft">{t(`basis.${row.basis ?? 'person'}`)}</div>
    </>
  );
}

/** Who it could be, and why. None is chosen beforehand. */
function Proposals({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { mayChange, isBusy, decide } = useActions();
  const reasons = useReasons();
  const proposals: Match[] = row.proposals ?? [];
  return (
    <>
      <Tag tone="wait">{t('review.stillToChoose')}</Tag>{' '}
      {proposals.length > 1 ? <span className="small">{t(`review.severalProposals-${row.kind}`)}</span> : null}
      <ul className="proposals">
        {proposals.map((match) => (
          <li key={match.recordId}>
            <span>
              <MatchText match={match} isPerson={row.kind === 'pupil'} />
              <br />
              <span className="small soft">{t('review.because', { reasons: reasons(match) })}</span>
            </span>
            {mayChange ? (
              <Button
                small
                isDisabled={isBusy}
                onPress={() => decide([linkTo(row, match)])}
                aria-label={t('review.linkRow', { name: row.name, record: match.name })}
              >
                {t('review.link')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function ActionsCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { mayChange, isBusy, decide, openMatch } = useActions();
  if (!mayChange || row.settled) {
    return row.settled ? <div className="row-actions small soft">{t('review.settled')}</div> : null;
  }
  const move = (category: 'new' | 'skip') =>
    decide(moves([row], category), category === 'skip' && row.kind === 'group' ? [row] : []);
  return (
    <div className="row-actions">
      <Button small onPress={() => openMatch(row)} aria-label={t('review.changeMatchOf', { name: row.name })}>
        {t('review.changeMatch')}
      </Button>
      <MenuTrigger>
        <Button small isDisabled={isBusy} aria-label={t('review.moveRow', { name: row.name })}>
          {t('review.move')} <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="options" onAction={(key) => move(key === 'new' ? 'new' : 'skip')}>
            {row.category === 'new' ? null : (
              <MenuItem id="new" className="option">
                {t('review.moveToNew')}
              </MenuItem>
            )}
            {row.category === 'skip' ? null : (
              <MenuItem id="skip" className="option">
                {t('review.moveToSkip')}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
