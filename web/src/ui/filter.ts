/** Latin letters that Unicode does not take apart, as the matching folds them too (NameForm). */
const WHOLE_LETTERS: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ə: 'e',
  ŋ: 'n',
  ŧ: 't',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  ĳ: 'ij',
};

/** A text as it is compared: without accents, case, curly apostrophes, invisible characters or double spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{Diacritic}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[øæœßłđðəŋŧħıþĳ]/gu, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .replace(/[’‘`´]/gu, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** A number is found as a whole: 1 is not in 10. */
function isIn(text: string, word: string): boolean {
  return /^\d+$/.test(word) ? new RegExp(`(?<!\\d)${word}(?!\\d)`).test(text) : text.includes(word);
}

/** So many characters of a code are more than a group's number. */
const SHORTEST_PART_OF_CODE = 3;

/**
 * Whether every word of the filter is part of something in the texts. A code is found by its beginning only when the filter
 * is nothing else: `Groep 8` is about a group, not about codes with an 8.
 */
export function matches(filter: string, texts: (string | undefined)[], code?: string): boolean {
  const asked = plain(filter);
  if (asked === '') {
    return true;
  }
  const all = plain(texts.filter((text) => text !== undefined).join(' '));
  if (asked.split(' ').every((word) => isIn(all, word))) {
    return true;
  }
  const plainCode = plain(code ?? '');
  return plainCode === asked || (asked.length >= SHORTEST_PART_OF_CODE && plainCode.startsWith(asked));
}

/** What a list shows, kept in the address behind `#` so that the back button finds it and no server ever sees it. */
export type ListView = { category: string; filter: string; page: number };

export function readListView(hash: string, defaultCategory: string): ListView {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const page = Number(values.get('pagina'));
  return {
    category: values.get('lijst') ?? defaultCategory,
    filter: values.get('filter') ?? '',
    page: Number.isInteger(page) && page > 1 ? page - 1 : 0,
  };
}

export function writeListView(view: ListView, defaultCategory: string): string {
  const values = new URLSearchParams();
  if (view.category !== defaultCategory) {
    values.set('lijst', view.category);
  }
  if (view.filter !== '') {
    values.set('filter', view.filter);
  }
  if (view.page > 0) {
    values.set('pagina', String(view.page + 1));
  }
  const text = values.toString();
  return text === '' ? '' : `#${text}`;
}

/** The ids that stay selected when the list now holds only these. */
export function keepSelected(selected: ReadonlySet<string>, ids: Iterable<string>): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const id of ids) {
    if (selected.has(id)) {
      kept.add(id);
    }
  }
  return kept.size === selected.size ? selected : kept;
}
