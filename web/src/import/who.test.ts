import { expect, test } from 'vitest';
import { countsOf, openImport } from '../testing/import-fixtures';
import { sumOf, undecidedWho, waitingWho } from './who';

test('adds up to what the API and the mail say', () => {
  const imported = openImport({
    groups: countsOf({ existing: 9, settled: 8, new: 2, total: 11 }),
    teachers: countsOf({ new: 4, withoutEmail: 3, undecided: 2, total: 6 }),
    pupils: countsOf({ undecided: 5, skip: 3, total: 8 }),
    leavers: 2,
  });

  expect(waitingWho(imported)).toEqual({ groups: 3, teachers: 3, pupils: 5, leavers: 2 });
  expect(sumOf(waitingWho(imported))).toBe(13);
  expect(undecidedWho(imported)).toEqual({ groups: 0, teachers: 2, pupils: 5 });
});
