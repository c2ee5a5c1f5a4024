import { expect, test } from 'vitest';
import { Refused } from '../api/problem';
import type { Match, Row } from '../api/queries';
import { rowFaults } from './row-faults';
import { certainMatches, countsOf, inOrder, inPieces, isShown, moves } from './rows';

function match(recordId: string, name = 'Iemand'): Match {
  return { recordId, name, active: true, testResults: 0, reasons: ['same-name'] };
}

function row(rowId: string, change: Partial<Row> = {}): Row {
  return {
    rowId,
    kind: 'pupil',
    version: 1,
    category: 'new',
    settled: false,
    changed: false,
    lacksEmail: false,
    mayBecome: change.settled ? [] : ['new', 'existing', 'skip'],
    name: rowId,
    groups: [],
    ...change,
  };
}

test('puts what asks for a choice first and what is linked by itself last', () => {
  const rows = [
    row('settled', { category: 'existing', settled: true }),
    row('chosen', { category: 'existing' }),
    row('changed', { category: 'existing', changed: true }),
    row('open', { category: 'undecided' }),
  ];

  expect(inOrder(rows).map((r) => r.rowId)).toEqual(['open', 'changed', 'chosen', 'settled']);
});

test('counts undecided rows under the existing ones', () => {
  const counts = countsOf([
    row('a'),
    row('b', { category: 'undecided' }),
    row('c', { category: 'existing' }),
    row('d', { category: 'skip' }),
  ]);

  expect(counts).toEqual({ nieuw: 1, bestaand: 2, niet: 1, undecided: 1, changed: 0, withoutEmail: 0, total: 4 });
});

test('moves only rows that are not there yet and not linked by themselves', () => {
  const rows = [row('a', { version: 3 }), row('b', { category: 'skip' }), row('c', { settled: true })];

  expect(moves(rows, 'skip')).toEqual([{ rowId: 'a', version: 3, category: 'skip' }]);
});

test('links together what the API names as certain', () => {
  const rows = [
    row('one', { category: 'undecided', certainRecordId: 'r1' }),
    row('two', { category: 'undecided', proposals: [match('r2')] }),
  ];

  expect(certainMatches(rows)).toEqual([{ rowId: 'one', version: 1, category: 'existing', recordId: 'r1' }]);
});

test('filters by the row and by the record it is linked to', () => {
  const linked = row('x', { name: 'Zoë Bos', groups: ['Groep 4'], record: match('r', 'Zoé Bosch') });

  expect(isShown(linked, 'bosch')).toBe(true);
  expect(isShown(linked, 'groep 5')).toBe(false);
});

test('filters groups by their year group, and pupils by no address of a record', () => {
  expect(isShown(row('g', { kind: 'group', name: 'De Dolfijnen', yearGroup: '6' }), '6')).toBe(true);
  expect(isShown(row('p', { name: 'Zoë Bos', record: { ...match('r'), email: 'bos@x.nl' } }), 'x.nl')).toBe(false);
});

test('cuts a long list into requests', () => {
  expect(inPieces([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inPieces([], 2)).toEqual([]);
});

test('finds the row that a fault is about', () => {
  const refused = Refused.of(422, {
    type: '/problems/fields',
    title: 'Controleer de velden.',
    status: 422,
    en: { title: 'Check the fields.' },
    errors: [{ field: 'b', code: 'record-taken', message: 'Kies een andere.', en: 'Choose another.' }],
  });
  const decisions = [
    { rowId: 'a', version: 1 },
    { rowId: 'b', version: 1 },
  ];

  expect([...rowFaults(refused, decisions, 'nl')]).toEqual([['b', 'Kies een andere.']]);
  expect([...rowFaults(refused, decisions, 'en')]).toEqual([['b', 'Choose another.']]);
});
