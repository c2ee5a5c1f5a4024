import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Row } from '../api/queries';
import { fakeApi } from '../testing/fake-api';
import { matchOf, problemOf, reviewOf, rowOf } from '../testing/import-fixtures';
import { renderPage, text } from '../testing/render-page';

const ROWS = '/api/schools/{school}/import/rows';
const DECISIONS = '/api/schools/{school}/import/decisions';
const PAGE = 'importeren/leerlingen';
const EXISTING = `${PAGE}#lijst=bestaand`;

const FEMKE = rowOf({ rowId: 'femke', name: 'Femke Bakker', version: 3 });
const DAAN = rowOf({
  rowId: 'daan',
  name: 'Daan Visser',
  version: 5,
  category: 'undecided',
  certainRecordId: 'record-daan',
  proposals: [matchOf({ recordId: 'record-daan', name: 'Daan Visser' })],
});
const NOOR = rowOf({
  rowId: 'noor',
  name: 'Noor Smit',
  category: 'undecided',
  proposals: [
    matchOf({ recordId: 'record-noor', name: 'Noor Smits', reasons: ['similar-surname'] }),
    matchOf({ recordId: 'record-noa', name: 'Noa Smit', reasons: ['same-surname'] }),
  ],
});
const BRAM = rowOf({ rowId: 'bram', name: 'Bram Jansen', category: 'existing', settled: true, basis: 'eck-id' });

const rowsAre = (...items: Row[]) =>
  fakeApi.answer('get', ROWS, 200, { importId: 'import-1', items, review: reviewOf() });
const decisions = () => fakeApi.sent('post', DECISIONS).map(({ body }) => body);
const rowOfPerson = (name: string) => screen.getByRole('row', { name: new RegExp(name) });
const tab = (key: string) => screen.getByRole('tab', { name: new RegExp(text(key)) });

async function move(user: ReturnType<typeof renderPage>, name: string, item: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: text('review.moveRow', { name }) }));
  await user.click(screen.getByRole('menuitem', { name: text(item) }));
}

describe('before there are rows', () => {
  test('shows progress, while the rows are on their way', async () => {
    fakeApi.keepWaiting('get', ROWS);
    renderPage(PAGE);

    expect(await screen.findByRole('progressbar', { name: text('review.loading') })).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(text('kind.pupil'));
  });

  test('shows the problem and reads again, when no answer came', async () => {
    const user = renderPage(PAGE);
    expect((await screen.findByRole('alert')).textContent).toContain(text('problem.noAnswer.title'));

    rowsAre(FEMKE);
    await user.click(screen.getByRole('button', { name: text('problem.retry') }));

    expect(await screen.findByRole('row', { name: /Femke Bakker/ })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('shows the problem of the API without a second try, when the school is not of this person', async () => {
    fakeApi.answer('get', ROWS, 403, problemOf(403));
    renderPage(PAGE);

    expect((await screen.findByRole('alert')).textContent).toBe('Probleem 403');
    expect(screen.queryByRole('button', { name: text('problem.retry') })).toBeNull();
  });

  test('leads to the overview, when the import is closed', async () => {
    fakeApi.answer('get', ROWS, 404, problemOf(404));
    renderPage(PAGE);

    expect(await screen.findByRole('heading', { name: text('review.goneTitle') })).toBeTruthy();
    expect(screen.getByRole('link', { name: text('review.toHub') }).getAttribute('href')).toBe('/s/99XX-00/importeren');
  });

  test('shows that there is no such page, when the address names no kind', async () => {
    rowsAre();
    renderPage('importeren/vakken');

    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(text('notFound.title'));
  });
});

describe('the lists', () => {
  test.each([
    ['nieuw', PAGE],
    ['bestaand', EXISTING],
    ['niet', `${PAGE}#lijst=niet`],
  ])('shows that %s is empty, when the LAS sent nobody', async (list, address) => {
    rowsAre();
    renderPage(address);

    expect(await screen.findByText(text(`review.empty-${list}`))).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  test('counts each list and what waits, whatever list is open', async () => {
    rowsAre(FEMKE, DAAN, NOOR, BRAM, rowOf({ rowId: 'group', name: 'Groep 4', kind: 'group' }));
    renderPage(PAGE);

    await screen.findByRole('table');
    expect(tab('list.nieuw-pupil').textContent).toContain('(1)');
    expect(tab('list.bestaand-pupil').textContent).toContain('(3)');
    expect(tab('list.bestaand-pupil').textContent).toContain(text('review.toChoose', { text: '2' }));
    expect(tab('list.niet-pupil').textContent).toContain('(0)');
  });

  test('puts who waits for a choice first, and who is known by key last and without buttons', async () => {
    rowsAre(BRAM, NOOR, DAAN);
    renderPage(EXISTING);

    await screen.findByRole('table');
    expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual([
      'Daan Visser',
      'Noor Smit',
      'Bram Jansen',
    ]);
    expect(within(rowOfPerson('Bram Jansen')).queryByRole('button')).toBeNull();
    expect(within(rowOfPerson('Bram Jansen')).getByText(text('review.settled'))).toBeTruthy();
    expect(within(rowOfPerson('Noor Smit')).getByText(text('review.severalProposals-pupil'))).toBeTruthy();
  });

  test('shows rows without a button, when customer service looks along', async () => {
    rowsAre(DAAN);
    renderPage(EXISTING, 'customerService');

    await screen.findByRole('table');
    expect(within(screen.getByRole('table')).queryAllByRole('button', { name: /Daan Visser/ })).toEqual([]);
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});

describe('a decision', () => {
  beforeEach(() => rowsAre(FEMKE, DAAN, NOOR));

  test('moves the row to its list without reading all rows again, when it is taken', async () => {
    fakeApi.answer('post', DECISIONS, 200, {
      items: [{ ...FEMKE, version: 4, category: 'skip' }],
      pupilsOfSkipped: [],
      review: reviewOf(),
    });
    const user = renderPage(PAGE);
    await screen.findByRole('table');
    await move(user, 'Femke Bakker', 'review.moveToSkip');

    await waitFor(() => expect(tab('list.niet-pupil').textContent).toContain('(1)'));
    expect(tab('list.nieuw-pupil').textContent).toContain('(0)');
    expect(decisions()).toEqual([{ importId: 'import-1', rows: [{ rowId: 'femke', version: 3, category: 'skip' }] }]);
    expect(fakeApi.sent('get', ROWS)).toHaveLength(1);
  });

  test('links to the record whose button is pressed', async () => {
    fakeApi.answer('post', DECISIONS, 200, {
      items: [{ ...NOOR, category: 'existing', basis: 'person', record: NOOR.proposals?.[1] }],
      pupilsOfSkipped: [],
      review: reviewOf(),
    });
    const user = renderPage(EXISTING);
    await screen.findByRole('table');
    await user.click(
      screen.getByRole('button', { name: text('review.linkRow', { name: 'Noor Smit', record: 'Noa Smit' }) }),
    );

    expect(await within(rowOfPerson('Noor Smit')).findByText(text('basis.person'))).toBeTruthy();
    expect(decisions()).toEqual([
      {
        importId: 'import-1',
        rows: [{ rowId: 'noor', version: 1, category: 'existing', recordId: 'record-noa' }],
      },
    ]);
  });

  test('links the rows that the API names as certain, and no other', async () => {
    fakeApi.answer('post', DECISIONS, 200, {
      items: [{ ...DAAN, category: 'existing', certainRecordId: undefined, record: DAAN.proposals?.[0] }],
      pupilsOfSkipped: [],
      review: reviewOf(),
    });
    const user = renderPage(EXISTING);
    const together = await screen.findByRole('button', { name: text('review.linkCertain', { count: 1, text: '1' }) });
    await user.click(together);

    await waitFor(() =>
      expect(tab('list.bestaand-pupil').textContent).toContain(text('review.toChoose', { text: '1' })),
    );
    expect(decisions().flatMap((body) => body.rows?.map((row) => row.rowId))).toEqual(['daan']);
    expect(together.isConnected).toBe(false);
  });

  test('offers to skip the pupils as well, when their group was skipped', async () => {
    const group = rowOf({ rowId: 'group', name: 'Groep 4', kind: 'group' });
    rowsAre(group, FEMKE, DAAN);
    fakeApi.answer('post', DECISIONS, 200, {
      items: [{ ...group, category: 'skip' }],
      pupilsOfSkipped: ['femke', 'daan'],
      review: reviewOf(),
    });
    const user = renderPage('importeren/groepen');
    await screen.findByRole('table');
    await move(user, 'Groep 4', 'review.moveToSkip');
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain(text('review.pupilsLeftText', { count: 2, text: '2' }));

    fakeApi.answer('post', DECISIONS, 200, {
      items: [FEMKE, DAAN].map((row) => ({ ...row, category: 'skip' as const })),
      pupilsOfSkipped: [],
      review: reviewOf(),
    });
    await user.click(within(notice).getByRole('button'));

    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(
      decisions()
        .at(-1)
        ?.rows?.map((row) => row.rowId),
    ).toEqual(['femke', 'daan']);
  });

  test('shows the fault at its row and moves nothing, when the API refuses it with 422', async () => {
    const fault = { field: 'rows[0].recordId', code: 'taken', message: 'Dit kind is al gekoppeld', en: 'Taken' };
    fakeApi.answer('post', DECISIONS, 422, problemOf(422, { errors: [fault] }));
    const user = renderPage(EXISTING);
    await screen.findByRole('table');
    await user.click(
      screen.getByRole('button', { name: text('review.linkRow', { name: 'Daan Visser', record: 'Daan Visser' }) }),
    );

    expect((await screen.findByRole('alert')).textContent).toContain('Probleem 422');
    expect(screen.getByText('Daan Visser: Dit kind is al gekoppeld')).toBeTruthy();
    expect(within(rowOfPerson('Daan Visser')).getByText('Dit kind is al gekoppeld')).toBeTruthy();
    expect(within(rowOfPerson('Daan Visser')).getByText(text('review.stillToChoose'))).toBeTruthy();
    expect(fakeApi.sent('get', ROWS)).toHaveLength(1);
  });

  test('shows the rows as they are now, when somebody else was first (412)', async () => {
    fakeApi.answer('post', DECISIONS, 412, problemOf(412));
    const user = renderPage(PAGE);
    await screen.findByRole('table');
    rowsAre({ ...FEMKE, version: 4, category: 'skip' }, DAAN, NOOR);
    await move(user, 'Femke Bakker', 'review.moveToSkip');

    expect((await screen.findByRole('alert')).textContent).toContain('Probleem 412');
    await waitFor(() => expect(tab('list.niet-pupil').textContent).toContain('(1)'));
    expect(fakeApi.sent('get', ROWS)).toHaveLength(2);
  });

  test('leads to the overview, when the import was closed meanwhile', async () => {
    fakeApi.answer('post', DECISIONS, 404, problemOf(404));
    const user = renderPage(PAGE);
    await screen.findByRole('table');
    fakeApi.answer('get', ROWS, 404, problemOf(404));
    await move(user, 'Femke Bakker', 'review.moveToSkip');

    expect(await screen.findByRole('heading', { name: text('review.goneTitle') })).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });
});

describe('the address of a new teacher', () => {
  const TEACHER = rowOf({ rowId: 'juf', name: 'Marit de Wit', kind: 'teacher', lacksEmail: true });
  const field = () => screen.findByLabelText(text('review.emailOf', { name: 'Marit de Wit' }));

  beforeEach(() => rowsAre(TEACHER));

  test('is kept when the field is left', async () => {
    const email = 'm.dewit@voorbeeldschool.example';
    fakeApi.answer('post', DECISIONS, 200, {
      items: [{ ...TEACHER, version: 2, email, emailTyped: true, lacksEmail: false }],
      pupilsOfSkipped: [],
      review: reviewOf(),
    });
    const user = renderPage('importeren/leerkrachten');
    await user.type(await field(), email);
    await user.tab();

    expect(await screen.findByText(text('review.saved'))).toBeTruthy();
    expect(decisions()).toEqual([{ importId: 'import-1', rows: [{ rowId: 'juf', version: 1, email }] }]);
  });

  test('stays in the field with its fault, when the API refuses it with 422', async () => {
    const fault = { field: 'rows[0].email', code: 'email-form', message: 'Dit adres klopt niet', en: 'Wrong' };
    fakeApi.answer('post', DECISIONS, 422, problemOf(422, { errors: [fault] }));
    const user = renderPage('importeren/leerkrachten');
    await user.type(await field(), 'geen adres{Enter}');

    expect(await screen.findByText('Dit adres klopt niet')).toBeTruthy();
    expect((await field()).getAttribute('aria-invalid')).toBe('true');
    expect(((await field()) as HTMLInputElement).value).toBe('geen adres');
  });
});
