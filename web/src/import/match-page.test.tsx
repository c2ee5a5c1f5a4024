import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { matchOf, rowOf } from '../testing/import-fixtures';
import { renderPage, text } from '../testing/render-page';

const CANDIDATES = '/api/schools/{school}/import/rows/{row}/candidates';
const PAGE = 'importeren/leerlingen/zoe';

const ROW = rowOf({
  rowId: 'zoe',
  name: 'zoe de vries',
  birthDate: '2017-01-28',
  category: 'undecided',
  groups: ['Groep 4'],
});
const ZOE = matchOf({
  recordId: 'p1',
  name: 'Zoë de Vries',
  birthDate: '2017-01-29',
  group: 'Groep 4',
  reasons: ['same-surname', 'same-first-name', 'same-group'],
  differs: ['birth-date'],
});
const OTHER = matchOf({ recordId: 'p2', name: 'Şule Yıldız', group: 'Groep 5', reasons: [] });

test('says what differs before what is equal, and marks only what differs', async () => {
  fakeApi.answer('get', CANDIDATES, 200, { importId: 'import-1', row: ROW, items: [ZOE, OTHER] });
  renderPage(PAGE);

  const table = await screen.findByRole('table', { name: text('match.compare') });
  const row = (key: string) => within(table).getByRole('row', { name: new RegExp(text(key)) });
  expect(row('review.birthDate').textContent).toContain(text('match.differs'));
  expect(row('review.name').textContent).not.toContain(text('match.differs'));
  expect(row('review.group').textContent).not.toContain(text('match.differs'));
  const differing = text('differs.birth-date', { there: '28 januari 2017', here: '29 januari 2017' });
  const evidence = screen.getByText(new RegExp(differing)).textContent ?? '';
  expect(evidence).toContain(text('review.differs', { fields: differing }));
  expect(evidence.indexOf(differing)).toBeLessThan(evidence.indexOf(text('reason.same-surname')));
});

test('finds a record by letters that a keyboard has', async () => {
  fakeApi.answer('get', CANDIDATES, 200, { importId: 'import-1', row: ROW, items: [ZOE, OTHER] });
  const user = renderPage(PAGE);

  await user.type(await screen.findByLabelText(text('match.filter')), 'sule yildiz');

  expect(screen.getByRole('row', { name: /Şule Yıldız/ })).toBeTruthy();
  expect(screen.queryByRole('row', { name: /Zoë de Vries Groep 4/ })).toBeNull();
});
