import type { Schemas } from '../api/client';
import type { Match, Row } from '../api/queries';
import { matches } from '../ui/filter';

export type RowDecision = Schemas['RowDecision'];

/** The manual's three lists. A row with a proposal that nobody confirmed stands under the existing ones. */
export const LISTS = ['nieuw', 'bestaand', 'niet'] as const;
export type List = (typeof LISTS)[number];

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

/** What asks for a person comes first: to choose, then changed since, then chosen, then linked by itself. */
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

/** Whether the filter shows this row: by its own name and groups, its address and the record it is linked to. */
export function isShown(row: Row, filter: string): boolean {
  return matches(filter, [row.name, ...row.groups, row.email, row.record?.name, row.record?.group]);
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
    counts.withoutEmail += lacksEmail(row) ? 1 : 0;
  }
  return counts;
}

/** A new teacher without an address stays out of the import. */
export function lacksEmail(row: Row): boolean {
  return row.kind === 'teacher' && row.category === 'new' && !row.email;
}

/** Moves rows to another list; what stands there already or is linked by itself stays as it is. */
export function moves(rows: Row[], category: 'new' | 'skip'): RowDecision[] {
  return rows
    .filter((row) => !row.settled && row.category !== category)
    .map((row) => ({ rowId: row.rowId, version: row.version, category }));
}

export function linkTo(row: Row, match: Pick<Match, 'recordId'>): RowDecision {
  return { rowId: row.rowId, version: row.version, category: 'existing', recordId: match.recordId };
}

/**
 * The undecided rows whose only proposal has an equal name, when no other row is linked to that record or would be together
 * with this one: one existing record takes one row. What only looks alike is never among them.
 */
export function certainProposals(rows: Row[]): RowDecision[] {
  const claims = new Map<string, number>();
  const claim = (id: string) => claims.set(id, (claims.get(id) ?? 0) + 1);
  for (const row of rows) {
    if (row.category === 'existing' && row.record) {
      claim(row.record.recordId);
    }
  }
  const single = rows.filter((row) => isUndecided(row) && row.proposals?.length === 1 && row.proposals[0]?.exact);
  for (const row of single) {
    for (const match of row.proposals ?? []) {
      claim(match.recordId);
    }
  }
  return single.flatMap((row) =>
    (row.proposals ?? []).filter((match) => claims.get(match.recordId) === 1).map((match) => linkTo(row, match)),
  );
}

/** The pupils of these groups who would come along although their group does not. */
export function pupilsOfSkipped(rows: Row[], groups: Row[]): Row[] {
  const names = new Set(groups.map((group) => group.name));
  return rows.filter(
    (row) => row.kind === 'pupil' && !row.settled && row.category !== 'skip' && names.has(row.groups[0] ?? ''),
  );
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
