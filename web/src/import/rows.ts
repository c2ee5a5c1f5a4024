import type { Schemas } from '../api/client';
import type { Match, Row } from '../api/queries';
import { matches } from '../ui/filter';

export type RowDecision = Schemas['RowDecision'];

/** The manual's three lists. A row with an unconfirmed proposal is in the list of existing ones. */
export const LISTS = ['nieuw', 'bestaand', 'niet'] as const;
export type List = (typeof LISTS)[number];

/** What a page shows: what a person has to look at, or one of the three lists. */
export const VIEWS = ['eerst', ...LISTS] as const;
export type View = (typeof VIEWS)[number];

const LIST_OF: Record<Row['category'], List> = {
  new: 'nieuw',
  existing: 'bestaand',
  undecided: 'bestaand',
  skip: 'niet',
};

export function listOfRow(row: Row): List {
  return LIST_OF[row.category];
}

export function isUndecided(row: Row): boolean {
  return row.category === 'undecided';
}

/** The order: to choose, changed since, chosen, linked automatically. */
function urgency(row: Row): number {
  if (isUndecided(row)) {
    return 0;
  }
  if (row.changed) {
    return 1;
  }
  return row.settled ? 3 : 2;
}

export function inOrder(rows: Row[]): Row[] {
  return [...rows].sort(
    (a, b) =>
      urgency(a) - urgency(b) ||
      (a.groups[0] ?? '').localeCompare(b.groups[0] ?? '', 'nl', { numeric: true }) ||
      a.name.localeCompare(b.name, 'nl', { numeric: true }),
  );
}

/** Whether the filter shows this row, by what the filter's label names; a name is also that of the record it is linked to. */
export function isShown(row: Row, filter: string): boolean {
  const names = [row.name, row.record?.name];
  switch (row.kind) {
    case 'group':
      return matches(filter, [...names, row.yearGroup]);
    case 'teacher':
      return matches(filter, [...names, ...row.groups, row.email]);
    case 'pupil':
      return matches(filter, [...names, ...row.groups]);
  }
}

export type Counts = Record<List, number> & { undecided: number; changed: number; withoutEmail: number; total: number };

export function countsOf(rows: Row[]): Counts {
  const counts: Counts = {
    nieuw: 0,
    bestaand: 0,
    niet: 0,
    undecided: 0,
    changed: 0,
    withoutEmail: 0,
    total: rows.length,
  };
  for (const row of rows) {
    counts[listOfRow(row)] += 1;
    counts.undecided += isUndecided(row) ? 1 : 0;
    counts.changed += row.changed ? 1 : 0;
    counts.withoutEmail += row.lacksEmail ? 1 : 0;
  }
  return counts;
}

/** How many rows of each kind wait for a choice. */
export function undecidedPerKind(rows: Row[]): Record<Row['kind'], number> {
  const undecided = { group: 0, teacher: 0, pupil: 0 };
  for (const row of rows.filter(isUndecided)) {
    undecided[row.kind] += 1;
  }
  return undecided;
}

/** Whether a person may move this row at all; the API says why not when one list is closed to it. */
export function mayMove(row: Row): boolean {
  return row.mayBecome.length > 0;
}

/** Moves rows to another list; rows that are already there or linked automatically stay. */
export function moves(rows: Row[], category: 'new' | 'skip'): RowDecision[] {
  return rows
    .filter((row) => mayMove(row) && row.category !== category)
    .map((row) => ({ rowId: row.rowId, version: row.version, category }));
}

export function linkTo(row: Row, match: Pick<Match, 'recordId'>): RowDecision {
  return { rowId: row.rowId, version: row.version, category: 'existing', recordId: match.recordId };
}

/** Links every row that the API names as certain to its record. */
export function certainMatches(rows: Row[]): RowDecision[] {
  return rows.flatMap((row) => (row.certainRecordId ? [linkTo(row, { recordId: row.certainRecordId })] : []));
}

/** The rows as they are now, with what an answer brought in their place. */
export function withChanges(rows: Row[], changed: Row[]): Row[] {
  const byId = new Map(changed.map((row) => [row.rowId, row]));
  return rows.map((row) => byId.get(row.rowId) ?? row);
}

/** Pieces of a list, so that each fits in one request. */
export function inPieces<T>(items: T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < items.length; from += size) {
    pieces.push(items.slice(from, from + size));
  }
  return pieces;
}
