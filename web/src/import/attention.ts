import type { Row } from '../api/queries';
import { isUndecided } from './rows';

/** Why a person has to look at a row, the most urgent first. */
export const ATTENTIONS = ['doubted', 'leaver', 'several', 'alike', 'changed', 'email'] as const;
export type Attention = (typeof ATTENTIONS)[number];

export function attentionOf(row: Row): Attention | undefined {
  if (!isUndecided(row)) {
    return row.changed ? 'changed' : row.lacksEmail ? 'email' : undefined;
  }
  if (row.certainRecordId) {
    return undefined;
  }
  const proposals = row.proposals ?? [];
  if (proposals.some((match) => match.reasons.includes('same-identity'))) {
    return 'doubted';
  }
  if (proposals.length > 1) {
    return 'several';
  }
  return proposals.some((match) => match.linked && match.active) ? 'leaver' : 'alike';
}

/** What needs no thought: linked by one press, added, linked already, or left out. */
export const CERTAINTIES = ['equal', 'added', 'linked', 'skipped'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export function certaintyOf(row: Row): Certainty | undefined {
  if (attentionOf(row)) {
    return undefined;
  }
  switch (row.category) {
    case 'undecided':
      return 'equal';
    case 'new':
      return 'added';
    case 'existing':
      return 'linked';
    case 'skip':
      return 'skipped';
  }
}

/** A teacher whose address was typed stays among what to look at, so that the address can be corrected. */
export function isToLookAt(row: Row): boolean {
  return attentionOf(row) !== undefined || (row.category === 'new' && row.emailTyped === true);
}

function rank(row: Row): number {
  const attention = attentionOf(row);
  return attention ? ATTENTIONS.indexOf(attention) : ATTENTIONS.length;
}

/** Rows to look at, the most urgent first; rows of one reason stay in the order they have. */
export function byAttention(rows: Row[]): Row[] {
  return [...rows].sort((a, b) => rank(a) - rank(b));
}
