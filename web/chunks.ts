/**
 * Few chunks, so that a page needs few requests: the first one has what every page needs, the others what several pages share.
 * A module of one page stays in the chunk of that page. A group takes the imports of its modules too, unless an earlier group
 * has them.
 */
export const CHUNKS = [
  { name: 'first', tags: ['$initial' as const], priority: 5 },
  // Without the modules that only the pages of an import have, or that bring the table library or the lists of React Aria.
  {
    name: 'shared',
    test: /\/src\/(api|sign-in|link|ui\/(?!choice|work-table|confirm-dialog)|import\/(fetch-button|who)\.)(?!.*-page\.)|texts:(link|field|form|import|unreached|dialog)$/,
    minShareCount: 2,
    priority: 4,
  },
  {
    name: 'table',
    test: /\/src\/(ui\/work-table|(history|import)\/(?!.*-page\.))|texts:(?!score|approval)/,
    minShareCount: 2,
    priority: 3,
  },
  // Without Select, which the lists of an import do not have.
  {
    name: 'lists',
    test: /\/(react-aria|react-aria-components|react-stately|@internationalized)\/(?!.*select(?!ion))/i,
    minShareCount: 2,
    priority: 2,
  },
  { name: 'choice', test: /\/src\/ui\/choice\./, priority: 1 },
  { name: 'scores', test: /\/src\/scores\/(?!.*-page\.)/, minShareCount: 2, priority: 0 },
  { name: 'decision', test: /\/src\/approval\/decision\./, priority: 0 },
];
