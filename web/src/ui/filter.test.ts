import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { keepSelected, matches, plain, readListView, writeListView } from './filter';

test('filters without accents, capitals or double spaces, word by word', () => {
  expect(matches('zoe  VRIES', ['Zoë de Vries', 'Groep 4'])).toBe(true);
  expect(matches('vries groep 4', ['Zoë de Vries', 'Groep 4'])).toBe(true);
  expect(matches("in 't", ["Jan in 't Veld"])).toBe(true);
  expect(matches('bos', ['Zoë de Vries', undefined])).toBe(false);
  expect(matches('yildiz gross lukasz', ['Emine Yıldız', 'Pia Groß', 'Łukasz'])).toBe(true);
  expect(matches("d'hondt", ['Ine D’Hondt'])).toBe(true);
  expect(matches('jansen', ['Fenna Jan\u00adsen'])).toBe(true);
  expect(matches('  ', ['Zoë'])).toBe(true);
});

test('finds group 8 by its number, and no code with an 8', () => {
  expect(matches('Groep 8', ['Noor Bakker', 'Groep 8'], 'L108')).toBe(true);
  expect(matches('Groep 8', ['Sem Jansen', 'Groep 4'], '8')).toBe(false);
  expect(matches('Groep 8', ['Sem Jansen', 'Groep 4'], 'L108')).toBe(false);
  expect(matches('groep 1', ['Sem Jansen', 'Groep 10'])).toBe(false);
  expect(matches('groep 1', ['Sem Jansen', 'Groep 1/2A'])).toBe(true);
});

test('finds a code by its beginning or as a whole', () => {
  expect(matches('l10', ['Noor Bakker'], 'L108')).toBe(true);
  expect(matches('8', ['Noor Bakker'], '8')).toBe(true);
  expect(matches('108', ['Noor Bakker'], 'L108')).toBe(false);
});

test.each([
  ['soren', 'Søren'],
  ['laetitia', 'Lætitia'],
  ['strasse', 'Straße'],
  ['lukasz', 'Łukasz'],
  ['isil', 'Işıl'],
  ["d'hondt", 'd’Hondt'],
])('finds %s in %s', (filter, name) => {
  expect(matches(filter, [name])).toBe(true);
});

/** The same file is the test of the matching on the server (NameFormTest). */
const FOLDED = readFileSync('../shared/domain/src/test/resources/nl/laslink/domain/imports/folded-letters.csv', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(',') as [string, string]);

test.each(FOLDED)('folds %s as the matching does', (name, folded) => {
  expect(plain(name.normalize('NFC'))).toBe(folded);
  expect(plain(name.normalize('NFD'))).toBe(folded);
  expect(matches(name.normalize('NFD'), [name.normalize('NFC')])).toBe(true);
});

test('keeps the list, the filter and the page in the fragment', () => {
  const view = { category: 'bestaand', filter: 'de Vries & co', page: 2 };

  const hash = writeListView(view, 'nieuw');

  expect(hash).toBe('#lijst=bestaand&filter=de+Vries+%26+co&pagina=3');
  expect(readListView(hash, 'nieuw')).toEqual(view);
});

test('leaves the fragment away when nothing is chosen, and survives a foreign one', () => {
  expect(writeListView({ category: 'nieuw', filter: '', page: 0 }, 'nieuw')).toBe('');
  expect(readListView('#pagina=-4&x=1', 'nieuw')).toEqual({ category: 'nieuw', filter: '', page: 0 });
});

test('keeps selected only what the list still holds', () => {
  const selected = new Set(['a', 'b']);

  expect([...keepSelected(selected, ['b', 'c'])]).toEqual(['b']);
  expect(keepSelected(selected, ['a', 'b', 'c'])).toBe(selected);
});
