import { Refused } from '../api/problem';
import type { RowDecision } from './rows';

/** What was wrong per row: the API names the row or its place in the request. */
export function rowFaults(error: unknown, decisions: RowDecision[], language: string): Map<string, string> {
  const faults = new Map<string, string>();
  if (!(error instanceof Refused)) {
    return faults;
  }
  for (const fault of error.problem?.errors ?? []) {
    const text = language === 'en' ? fault.en : fault.message;
    const named = decisions.find((decision) => fault.field.includes(decision.rowId));
    const place = /\d+/.exec(fault.field);
    const row = named ?? (place ? decisions[Number(place[0])] : undefined) ?? decisions[0];
    if (row) {
      faults.set(row.rowId, text);
    }
  }
  return faults;
}
