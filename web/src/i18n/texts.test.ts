import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import nl from './dutch';
import en from './english';

type Texts = { [key: string]: string | Texts };

function keysOf(texts: Texts, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  );
}

/** Keys as the code writes them: without the plural's ending. */
function singular(keys: string[]): Set<string> {
  return new Set(keys.map((key) => key.replace(/_(zero|one|other)$/, '')));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

const dutch = keysOf(nl);
const known = singular(dutch);
describe('the message files', () => {
  test('have the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(dutch);
  });

  test('fill in the same values in both languages', () => {
    const values = (texts: Texts) =>
      Object.fromEntries(
        keysOf(texts).map((key) => {
          const text = key.split('.').reduce<Texts | string>((at, part) => (at as Texts)[part] ?? '', texts) as string;
          return [key, [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()];
        }),
      );

    expect(values(en)).toEqual(values(nl));
  });

  test('hold every text the code asks for', () => {
    const sources = filesUnder(join(__dirname, '..')).filter((file) => /\.tsx?$/.test(file) && !/test\.ts$/.test(file));
    const asked = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
    );

    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  test('speak without exclamation marks and without what the voice avoids', () => {
    const texts = JSON.stringify(nl);

    expect(texts).not.toMatch(/!|succesvol|oeps|ongeldig/i);
  });
});
