import { expect, test } from 'vitest';
import { byUrgency, isSettled, readScoresView, type Score, sentNow, writeScoresView } from './scores';

function score(change: Partial<Score>): Score {
  return {
    id: 'a',
    resultKey: 'a',
    version: 1,
    pupilId: 'p1',
    pupilName: 'Noor Bakker',
    testCode: 'REK',
    testName: 'Rekenen',
    value: '34',
    takenOn: '2026-11-20',
    schoolYear: '2026-2027',
    normedAt: '2026-11-21T10:00:00Z',
    state: 'ready',
    whoActs: 'nobody',
    actions: ['send'],
    at: '2026-11-21T10:00:00Z',
    ...change,
  };
}

test('puts what the school must act on first, then the newest sitting', () => {
  const sorted = [
    score({ id: 'old' }),
    score({ id: 'new', takenOn: '2026-11-21' }),
    score({ id: 'supplier', takenOn: '2025-01-01', whoActs: 'las-supplier' }),
    score({ id: 'school', takenOn: '2024-01-01', whoActs: 'school' }),
  ].sort(byUrgency);

  expect(sorted.map(({ id }) => id)).toEqual(['school', 'supplier', 'new', 'old']);
});

test('keeps the view in the address', () => {
  const view = { year: '2026-2027', group: 'Groep 5', test: 'REK', state: 'refused', filter: 'noor', page: 2 };

  expect(readScoresView(writeScoresView(view))).toEqual(view);
  expect(writeScoresView(readScoresView(''))).toBe('');
});

test('waits for the answer of the LAS to each score that was sent', () => {
  const sent = sentNow([score({})], true, 0);

  expect(isSettled(sent, [score({ version: 2 })])).toBe(false);
  expect(isSettled(sent, [score({ version: 3, state: 'sent' })])).toBe(false);
  expect(isSettled(sent, [score({ version: 4 })])).toBe(true);
  expect(isSettled(sent, [score({ version: 4, state: 'accepted' })])).toBe(true);
});
