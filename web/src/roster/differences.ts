import type { Schemas } from '../api/client';
import { plain } from '../ui/filter';

type Pupil = Pick<Schemas['Pupil'], 'name' | 'birthDate'>;

/** What speaks against two records being one pupil: names that differ beyond accents and capitals, or birth dates. */
export function differences(one: Pupil, other: Pupil): ('name' | 'birthDate')[] {
  const differ: ('name' | 'birthDate')[] = [];
  if (plain(one.name) !== plain(other.name)) {
    differ.push('name');
  }
  if (one.birthDate && other.birthDate && one.birthDate !== other.birthDate) {
    differ.push('birthDate');
  }
  return differ;
}
