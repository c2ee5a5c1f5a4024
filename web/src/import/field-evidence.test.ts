import { expect, test } from 'vitest';
import { matchOf, rowOf } from '../testing/import-fixtures';
import { fieldEvidence } from './field-evidence';

const ROW = rowOf({ rowId: 'zoe', name: 'zoe van den Berg', birthDate: '2017-01-28', groups: ['5'] });

test('name and group are equal, when only the spelling is another', () => {
  const match = matchOf({
    recordId: 'p1',
    name: 'Zoë Vandenberg',
    birthDate: '2017-01-28',
    group: 'Groep 5',
    reasons: ['same-surname', 'same-first-name', 'same-group', 'same-birth-date'],
    differs: [],
  });

  expect(fieldEvidence(ROW, match)).toMatchObject({ name: 'equal', group: 'equal', birthDate: 'equal' });
});

test('birth date and group differ, when the evidence names them', () => {
  const match = matchOf({
    recordId: 'p1',
    name: 'Zoë van den Berg',
    birthDate: '2017-01-29',
    group: '5',
    reasons: ['same-surname', 'same-first-name'],
    differs: ['birth-date', 'group'],
  });

  expect(fieldEvidence(ROW, match)).toMatchObject({ name: 'equal', group: 'differs', birthDate: 'differs' });
});

test('a name is similar, unless one of its parts differs', () => {
  const similar = matchOf({ recordId: 'p1', name: 'Zoë Berg', reasons: ['similar-surname', 'same-first-name'] });
  const differing = { ...similar, reasons: ['similar-surname' as const], differs: ['first-name' as const] };

  expect(fieldEvidence(ROW, similar).name).toBe('similar');
  expect(fieldEvidence(ROW, differing).name).toBe('differs');
});

test('the texts themselves are compared without accents, when nothing proposes the record', () => {
  const nobody = { reasons: [], recordId: 'p1' };

  expect(fieldEvidence(ROW, matchOf({ ...nobody, name: 'Zoë van den Berg' })).name).toBe('equal');
  expect(fieldEvidence(ROW, matchOf({ ...nobody, name: 'Noor Smit' })).name).toBe('differs');
  expect(fieldEvidence(ROW, matchOf({ ...nobody, name: 'Zoë van den Berg' })).birthDate).toBe('missing');
});
