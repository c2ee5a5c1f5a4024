import type { Match, Roster, Row } from '../api/queries';
import { matches } from '../ui/filter';
import type { Kind } from './kinds';

/** An existing record that a row can be linked to, in the form of a proposal; without reasons when nothing proposes it. */
export type Candidate = Match & { takenBy?: string };

/** Every existing record of a kind: first what is proposed for this row, then the rest by name. */
export function candidatesFor(row: Row, rows: Row[], roster: Roster): Candidate[] {
  const proposed = new Map((row.proposals ?? []).map((match) => [match.recordId, match]));
  const takers = new Map<string, string>();
  for (const other of rows) {
    if (other.rowId !== row.rowId && other.category === 'existing' && other.record) {
      takers.set(other.record.recordId, other.name);
    }
  }
  return recordsOf(row.kind, roster)
    .map((record) => ({ ...(proposed.get(record.recordId) ?? record), takenBy: takers.get(record.recordId) }))
    .sort(
      (a, b) =>
        Number(b.reasons.length > 0) - Number(a.reasons.length > 0) ||
        a.name.localeCompare(b.name, 'nl', { numeric: true }),
    );
}

function recordsOf(kind: Kind, roster: Roster): Candidate[] {
  switch (kind) {
    case 'group':
      return roster.groups.map((group) => ({
        recordId: group.id,
        name: group.name,
        group: group.yearGroup,
        active: true,
        testResults: 0,
        reasons: [],
      }));
    case 'teacher':
      return roster.teachers.map((teacher) => ({
        recordId: teacher.id,
        name: teacher.name,
        group: teacher.groups.join(', ') || undefined,
        email: teacher.email,
        active: true,
        testResults: 0,
        reasons: [],
      }));
    case 'pupil':
      return roster.pupils.map((pupil) => ({
        recordId: pupil.id,
        name: pupil.name,
        group: pupil.group,
        birthDate: pupil.birthDate,
        active: pupil.active,
        testResults: pupil.testResults,
        lastTestOn: pupil.lastTestOn,
        reasons: [],
      }));
  }
}

export function isCandidateShown(candidate: Candidate, filter: string): boolean {
  return matches(filter, [candidate.name, candidate.group, candidate.email]);
}
