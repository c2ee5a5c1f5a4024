import type { Match } from '../api/queries';
import { matches } from '../ui/filter';

export function isCandidateShown(candidate: Match, filter: string): boolean {
  return matches(filter, [candidate.name, candidate.group]);
}
