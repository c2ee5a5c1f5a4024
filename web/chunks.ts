/**
 * Few chunks, so that a page needs few requests: the first one has what every page needs, the others what several pages share.
 * A module of one page stays in the chunk of that page. A group takes the imports of its modules too, unless an earlier group
 * has them.
 */
export const CHUNKS = [
  { name: 'first', tags: ['$initial' as const], priority: 5 },
  {
    name: 'shared',
    // Without the modules that bring the table library, or the lists and dialogs of React Aria.
    test: /\/src\/(?!ui\/(choice|work-table|confirm-dialog)\.|history\/history-table\.|scores\/|.*-page\.)/,
    minShareCount: 2,
    priority: 4,
  },
  { name: 'table', test: /\/src\/(ui\/work-table|history\/history-table)\./, priority: 3 },
  // Without Select, which the lists of an import do not have.
  {
    name: 'lists',
    test: /\/(react-aria|react-aria-components|react-stately|@internationalized)\/(?!.*select(?!ion))/i,
    minShareCount: 2,
    priority: 2,
  },
  { name: 'choice', test: /\/src\/ui\/choice\./, priority: 1 },
];
