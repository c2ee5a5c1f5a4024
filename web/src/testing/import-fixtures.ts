import type { Schemas } from '../api/client';
import type { Problem } from '../api/problem';
import type { Import, Match, Row, Summary } from '../api/queries';

// Fictional people only.

export const LAS = 'SchoolOAS';

export function rowOf(row: Partial<Row> & Pick<Row, 'rowId' | 'name'>): Row {
  return {
    kind: 'pupil',
    version: 1,
    category: 'new',
    settled: false,
    changed: false,
    lacksEmail: false,
    mayBecome: ['new', 'existing', 'skip'],
    groups: ['Groep 4'],
    ...row,
  };
}

export function matchOf(match: Partial<Match> & Pick<Match, 'recordId' | 'name'>): Match {
  return { active: true, testResults: 0, reasons: ['same-name'], ...match };
}

export function countsOf(counts: Partial<Schemas['CategoryCounts']> = {}): Schemas['CategoryCounts'] {
  return { new: 0, existing: 0, skip: 0, undecided: 0, total: 0, ...counts };
}

export function openImport(changes: Partial<Import> = {}): Import {
  return {
    state: 'open',
    importId: 'import-1',
    version: 7,
    typeName: LAS,
    link: { active: true, typeName: LAS },
    stagedAt: '2026-11-23T13:05:00Z',
    expiresAt: '2099-12-23T13:05:00Z',
    delivered: { groups: 2, teachers: 2, pupils: 5 },
    groups: countsOf({ existing: 2, settled: 2, total: 2 }),
    teachers: countsOf({ new: 1, existing: 1, settled: 1, total: 2 }),
    pupils: countsOf({ new: 2, undecided: 3, total: 5 }),
    toDecide: 6,
    leavers: 0,
    pupilsLeftOut: 0,
    ...changes,
  };
}

export function reviewOf(changes: Partial<Schemas['ReviewState']> = {}): Schemas['ReviewState'] {
  return {
    version: 8,
    groups: countsOf(),
    teachers: countsOf(),
    pupils: countsOf(),
    toDecide: 0,
    leavers: 0,
    pupilsLeftOut: 0,
    lastChange: { what: 'decision', by: 'Sanne Verhulst', at: '2026-11-23T13:07:00Z' },
    reviewAgain: false,
    ...changes,
  };
}

export function summaryOf(changes: Partial<Summary> = {}): Summary {
  return {
    importId: 'import-1',
    version: 7,
    groups: { added: 1, changed: 2 },
    teachers: { added: 3, changed: 4 },
    pupils: { added: 5, changed: 6 },
    skipped: { groups: 0, teachers: 0, pupils: 7 },
    pupilsLeftOut: 0,
    leavers: [],
    undecided: { groups: 0, teachers: 0, pupils: 0 },
    teachersWithoutEmail: [],
    ...changes,
  };
}

export function problemOf(status: number, changes: Partial<Problem> = {}): Problem {
  return {
    type: `/problems/test-${status}`,
    title: `Probleem ${status}`,
    status,
    en: { title: `Problem ${status}` },
    ...changes,
  };
}
