import type { Row } from '../api/queries';
import type { RowDecision } from './rows';

/** The decision that brings a row back to what it was. */
export function backTo(before: Row, now: Row): RowDecision {
  const { rowId, version } = now;
  if (before.category === 'skip') {
    return { rowId, version, category: 'skip' };
  }
  if (before.basis === 'person' && before.category === 'new') {
    return { rowId, version, category: 'new' };
  }
  if (before.basis === 'person' && before.category === 'existing' && before.record) {
    return { rowId, version, category: 'existing', recordId: before.record.recordId };
  }
  return { rowId, version, category: 'undecided' };
}

/** What the pupils were who were skipped together with their group; lives as long as this page of the browser. */
const skippedWithGroup = new Map<string, Row>();

export function rememberSkipped(pupils: Row[]): void {
  for (const pupil of pupils) {
    skippedWithGroup.set(pupil.rowId, pupil);
  }
}

/** Restores the decisions that a person made about pupils of a group that came back. */
export function returning(pupils: Row[]): RowDecision[] {
  return pupils.flatMap((pupil) => {
    const before = skippedWithGroup.get(pupil.rowId);
    skippedWithGroup.delete(pupil.rowId);
    return before?.basis === 'person' ? [backTo(before, pupil)] : [];
  });
}
