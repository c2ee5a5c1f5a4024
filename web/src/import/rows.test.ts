import { expect, test } from 'vitest';
import { Refused } from '../api/problem';
import type { Match, Row } from '../api/queries';
import { rowFaults } from './row-faults';
import { certainProposals, countsOf, inOrder, inPieces, isShown, lacksEmail, moves, pupilsOfSkipped } from './rows';

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

const exact = (id: string) => ({ ...match(id), exact: true });

test('links proposals of an equal name together, but never a look-alike, nor two rows to one record', () => {
  const rows = [
    row('one', { category: 'undecided', proposals: [exact('r1')] }),
    row('two', { category: 'undecided', proposals: [exact('r2'), exact('r3')] }),
    row('twin-a', { category: 'undecided', proposals: [exact('r4')] }),
    row('twin-b', { category: 'undecided', proposals: [exact('r4')] }),
    row('taken', { category: 'undecided', proposals: [exact('r5')] }),
    row('alike', { category: 'undecided', proposals: [match('r6')] }),
    row('equal', { category: 'undecided', proposals: [exact('r7')] }),
    row('other', { category: 'undecided', proposals: [match('r7')] }),
    row('taker', { category: 'existing', record: match('r5') }),
  ];

  expect(certainProposals(rows)).toEqual([
    { rowId: 'one', version: 1, category: 'existing', recordId: 'r1' },
    { rowId: 'equal', version: 1, category: 'existing', recordId: 'r7' },
  ]);
});

test('finds the pupils of a group that is left out', () => {
  const group = row('g', { kind: 'group', category: 'skip', name: 'Groep 1A' });
  const rows = [
    group,
    row('in', { groups: ['Groep 1A'] }),
    row('out', { groups: ['Groep 1A'], category: 'skip' }),
    row('other', { groups: ['Groep 2A'] }),
  ];

  expect(pupilsOfSkipped(rows, [group]).map((r) => r.rowId)).toEqual(['in']);
});

test('filters by the row and by the record it is linked to', () => {
  const linked = row('x', { name: 'Zoë Bos', groups: ['Groep 4'], record: match('r', 'Zoé Bosch') });

  expect(isShown(linked, 'bosch')).toBe(true);
  expect(isShown(linked, 'groep 5')).toBe(false);
});

test('knows a new teacher without an address', () => {
  expect(lacksEmail(row('t', { kind: 'teacher' }))).toBe(true);
  expect(lacksEmail(row('t', { kind: 'teacher', email: 'a@b.example' }))).toBe(false);
  expect(lacksEmail(row('t', { kind: 'teacher', category: 'skip' }))).toBe(false);
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
