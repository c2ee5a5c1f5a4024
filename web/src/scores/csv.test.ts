import { expect, test } from 'vitest';
import { csvOf } from './csv';

test('begins with a byte order mark and separates by semicolons', () => {
  expect(
    csvOf([
      ['Leerling', 'Score'],
      ['Zoë', '34'],
    ]),
  ).toBe('\uFEFFLeerling;Score\r\nZoë;34\r\n');
});

test.each(['=1+1', '+31', '-1', '@som', '|cmd', ' =1', '\t=1'])('writes %j as text, not as a formula', (text) => {
  expect(csvOf([[text]])).toContain(`'${text}`);
});

test('quotes a cell that has a semicolon, a quote or a line break', () => {
  expect(csvOf([['a;b', 'c"d', 'e\nf']])).toBe('\uFEFF"a;b";"c""d";"e\nf"\r\n');
});
