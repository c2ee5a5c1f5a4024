import { expect, test } from 'vitest';
import { matchOf, rowOf } from '../testing/import-fixtures';
import { backTo, rememberSkipped, returning } from './earlier';

const now = rowOf({ rowId: 'row', name: 'Noor Bakker', version: 9, category: 'skip' });

test('brings a choice of a person back as that person made it', () => {
  const record = matchOf({ recordId: 'record', name: 'Noor Bakker' });

  expect(backTo({ ...now, category: 'existing', basis: 'person', record }, now)).toEqual({
    rowId: 'row',
    version: 9,
    category: 'existing',
    recordId: 'record',
  });
  expect(backTo({ ...now, category: 'new', basis: 'person' }, now).category).toBe('new');
  expect(backTo({ ...now, category: 'skip', basis: 'person' }, now).category).toBe('skip');
});

test('opens a row again that nobody had chosen about', () => {
  expect(backTo({ ...now, category: 'new', basis: 'default' }, now).category).toBe('undecided');
  expect(backTo({ ...now, category: 'existing', basis: 'las-key' }, now).category).toBe('undecided');
  expect(backTo({ ...now, category: 'undecided' }, now).category).toBe('undecided');
});

test('returns only the choices of a person, about pupils who went along with their group', () => {
  const before = rowOf({ rowId: 'with-group', name: 'Sem', category: 'new', basis: 'person' });
  const [withGroup, alone] = ['with-group', 'alone'].map((rowId) => rowOf({ rowId, name: 'Sem', category: 'skip' }));
  if (!withGroup || !alone) {
    throw new Error('two rows');
  }

  expect(returning([withGroup, alone])).toEqual([]);
  rememberSkipped([before]);
  expect(returning([withGroup, alone])).toEqual([{ rowId: 'with-group', version: 1, category: 'new' }]);
});
