import { expect, test } from 'vitest';
import { matchOf, rowOf } from '../testing/import-fixtures';
import { attentionOf, byAttention, certaintyOf, isToLookAt } from './attention';

const undecided = { rowId: 'row', name: 'Noor Bakker', category: 'undecided' } as const;
const match = matchOf({ recordId: 'record', name: 'Noor Bakker', reasons: ['same-surname'] });

test.each([
  ['doubted', rowOf({ ...undecided, proposals: [{ ...match, reasons: ['same-identity'] }] })],
  ['leaver', rowOf({ ...undecided, proposals: [{ ...match, linked: true }] })],
  ['several', rowOf({ ...undecided, proposals: [match, { ...match, recordId: 'other' }] })],
  ['alike', rowOf({ ...undecided, proposals: [match] })],
  ['changed', rowOf({ ...undecided, category: 'existing', changed: true })],
  ['email', rowOf({ ...undecided, kind: 'teacher', category: 'new', lacksEmail: true })],
] as const)('names %s as the reason to look', (attention, row) => {
  expect(attentionOf(row)).toBe(attention);
  expect(certaintyOf(row)).toBeUndefined();
});

test('is certain of a row that one press may link, and of what is linked, added or skipped', () => {
  expect(certaintyOf(rowOf({ ...undecided, certainRecordId: 'record', proposals: [match] }))).toBe('equal');
  expect(certaintyOf(rowOf({ ...undecided, category: 'new' }))).toBe('added');
  expect(certaintyOf(rowOf({ ...undecided, category: 'existing' }))).toBe('linked');
  expect(certaintyOf(rowOf({ ...undecided, category: 'skip' }))).toBe('skipped');
});

test('is no leaver, when the record is inactive', () => {
  expect(attentionOf(rowOf({ ...undecided, proposals: [{ ...match, linked: true, active: false }] }))).toBe('alike');
});

test('keeps a teacher whose address was typed, below who still needs one', () => {
  const typed = rowOf({ rowId: 'typed', name: 'A', kind: 'teacher', emailTyped: true });
  const lacking = rowOf({ rowId: 'lacking', name: 'B', kind: 'teacher', lacksEmail: true });

  expect([typed, lacking].filter(isToLookAt)).toHaveLength(2);
  expect(byAttention([typed, lacking]).map((row) => row.rowId)).toEqual(['lacking', 'typed']);
});
