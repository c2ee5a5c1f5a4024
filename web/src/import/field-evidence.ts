import type { Match, Row } from '../api/queries';
import { plain } from '../ui/filter';

/** What a field says about two records being one; `equal` also for two spellings of the same. */
export type Weight = 'equal' | 'similar' | 'differs' | 'missing';

type Field = 'name' | 'group' | 'birthDate' | 'email';

/**
 * Field by field, as the reasons of the proposal and what differs say; of a record that nothing proposes, as the texts
 * themselves do.
 */
export function fieldEvidence(row: Row, match: Match): Record<Field, Weight> {
  const said = match.reasons.length > 0;
  const reasons: ReadonlySet<string> = new Set(match.reasons);
  const differs: ReadonlySet<string> = new Set(match.differs);
  const group = row.kind === 'group' ? row.yearGroup : row.groups.join(', ');
  const [sameGroup, otherGroup] = row.kind === 'group' ? ['same-year-group', 'year-group'] : ['same-group', 'group'];
  return {
    name: said ? nameWeight(reasons, differs) : textWeight(row.name, match.name),
    group: reasons.has(sameGroup) ? 'equal' : differs.has(otherGroup) ? 'differs' : textWeight(group, match.group),
    birthDate: textWeight(row.birthDate, match.birthDate),
    email: reasons.has('same-email') ? 'equal' : textWeight(row.email, match.email),
  };
}

function nameWeight(reasons: ReadonlySet<string>, differs: ReadonlySet<string>): Weight {
  if (differs.has('name') || differs.has('surname') || differs.has('first-name')) {
    return 'differs';
  }
  return reasons.has('similar-surname') || reasons.has('similar-first-name') || reasons.has('same-initial')
    ? 'similar'
    : 'equal';
}

function textWeight(incoming: string | undefined, existing: string | undefined): Weight {
  if (!incoming || !existing) {
    return 'missing';
  }
  return plain(incoming) === plain(existing) ? 'equal' : 'differs';
}
