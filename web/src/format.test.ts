import { expect, test } from 'vitest';
import { countText, dateText, fullMomentText, momentText } from './format';

const NOW = new Date('2026-11-24T19:00:00Z');

test('writes a moment as Dutch people do, on Dutch clocks', () => {
  expect(momentText('2026-11-23T13:05:00Z', 'nl', NOW)).toBe('ma 23 november 2026, 14:05');
  expect(momentText('2026-07-01T22:30:00Z', 'nl', NOW)).toBe('do 2 juli 2026, 00:30');
});

test('says today only on the day itself', () => {
  expect(momentText('2026-11-24T13:20:00Z', 'nl', NOW)).toBe('vandaag, 14:20');
  expect(momentText('2026-11-23T23:30:00Z', 'nl', NOW)).toBe('vandaag, 00:30');
  expect(momentText('2026-11-23T22:30:00Z', 'nl', NOW)).toBe('ma 23 november 2026, 23:30');
  expect(momentText('2026-11-24T13:20:00Z', 'en', NOW)).toBe('today, 14:20');
  expect(fullMomentText('2026-11-24T13:20:00Z', 'nl')).toBe('di 24 november 2026, 14:20');
});

test('writes a date of birth without shifting it to another day', () => {
  expect(dateText('2014-03-09', 'nl')).toBe('9 maart 2014');
  expect(dateText('2014-03-09', 'en')).toBe('9 March 2014');
});

test('writes counts with the dot of Dutch', () => {
  expect(countText(2041, 'nl')).toBe('2.041');
  expect(countText(2041, 'en')).toBe('2,041');
});
