/** Field names of the contract whose values are names of fields themselves, each with its own text. */
const NAMES_FIELDS = 'fields';

/**
 * What an entry says beside its action, in words: counts and the names of what changed. What has no text stays out: it was
 * written by a version that said more than a person can read.
 */
export function detailsOf(details: Record<string, string>, text: (key: string) => string | undefined): string[] {
  return Object.entries(details).flatMap(([name, value]) => {
    const label = text(`audit.detail-${name}`);
    if (label === undefined) {
      return [];
    }
    return [`${label}: ${name === NAMES_FIELDS ? fieldsOf(value, text) : value}`];
  });
}

function fieldsOf(names: string, text: (key: string) => string | undefined): string {
  return names
    .split(', ')
    .map((name) => text(`field.${name}`) ?? name)
    .join(', ');
}
