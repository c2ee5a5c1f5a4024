import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Row } from '../api/queries';
import { fakeApi } from '../testing/fake-api';
import { matchOf, problemOf, reviewOf, rowOf } from '../testing/import-fixtures';
import { renderPage, text } from '../testing/render-page';

const ROWS = '/api/schools/{school}/import/rows';
const DECISIONS = '/api/schools/{school}/import/decisions';
const PAGE = 'importeren/leerlingen';
const NEW = `${PAGE}#lijst=nieuw`;
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
    const user = renderPage(NEW);
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
    ['nieuw', NEW],
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
      pupilsOfReturned: [],
      review: reviewOf(),
    });
    const user = renderPage(NEW);
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
      pupilsOfReturned: [],
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
      pupilsOfReturned: [],
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

  test('says how many pupils go along, when their group is skipped', async () => {
    const group = rowOf({ rowId: 'group', name: 'Groep 4', kind: 'group' });
    rowsAre(group, FEMKE, DAAN);
    fakeApi.answer('post', DECISIONS, 200, {
      items: [group, FEMKE, DAAN].map((row) => ({ ...row, category: 'skip' as const })),
      pupilsOfSkipped: ['femke', 'daan'],
      pupilsOfReturned: [],
      review: reviewOf(),
    });
    const user = renderPage('importeren/groepen#lijst=nieuw');
    await screen.findByRole('table');
    await move(user, 'Groep 4', 'review.moveToSkip');

    expect(await screen.findByText(new RegExp(text('result.along', { count: 2, text: '2' })))).toBeTruthy();
    expect(decisions().map((body) => body.rows?.map((row) => row.rowId))).toEqual([['group']]);
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
    const user = renderPage(NEW);
    await screen.findByRole('table');
    rowsAre({ ...FEMKE, version: 4, category: 'skip' }, DAAN, NOOR);
    await move(user, 'Femke Bakker', 'review.moveToSkip');

    expect((await screen.findByRole('alert')).textContent).toContain('Probleem 412');
    await waitFor(() => expect(tab('list.niet-pupil').textContent).toContain('(1)'));
    expect(fakeApi.sent('get', ROWS)).toHaveLength(2);
  });

  test('leads to the overview, when the import was closed meanwhile', async () => {
    fakeApi.answer('post', DECISIONS, 404, problemOf(404));
    const user = renderPage(NEW);
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
      pupilsOfReturned: [],
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

describe('what needs thought', () => {
  const TWIN = rowOf({
    rowId: 'twin',
    name: 'Bart Smit',
    category: 'undecided',
    proposals: [matchOf({ recordId: 'record-bart', name: 'Bart Smits', reasons: ['same-identity'] })],
  });

  test('comes first, the most urgent on top, and what is certain is one folded line', async () => {
    rowsAre(BRAM, NOOR, DAAN, FEMKE, TWIN);
    renderPage(PAGE);

    await screen.findByRole('table');
    expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['Bart Smit', 'Noor Smit']);
    expect(tab('list.eerst').textContent).toContain('(2)');
    expect(within(rowOfPerson('Bart Smit')).getByText(text('attention.short-doubted'))).toBeTruthy();
    for (const certainty of ['equal', 'added', 'linked']) {
      expect(screen.getAllByText(text(`certain.${certainty}-pupil`, { count: 1, text: '1' })).length).toBeGreaterThan(
        0,
      );
    }
    expect(screen.getByText('Daan Visser', { selector: 'summary span' })).toBeTruthy();
  });

  test('is nothing, when all is certain, and the page leads to what is to do next', async () => {
    rowsAre(BRAM, rowOf({ rowId: 'group', name: 'Groep 4', kind: 'group', category: 'undecided' }));
    renderPage(PAGE);

    expect(await screen.findByText(text('attention.none-pupil'))).toBeTruthy();
    const next = screen.getByRole('link', { name: text('next.goOn', { kind: text('kind.group') }) });
    expect(next.getAttribute('href')).toBe('/s/99XX-00/importeren/groepen');
    expect(screen.queryByRole('link', { name: text('import.toSummary') })).toBeNull();
  });

  test('leads to the summary, when all is chosen', async () => {
    rowsAre(BRAM);
    renderPage(PAGE);

    expect(await screen.findByRole('link', { name: text('import.toSummary') })).toBeTruthy();
  });
});

describe('many rows at once', () => {
  const SEM = rowOf({ rowId: 'sem', name: 'Sem Jansen', version: 2 });
  const select = (user: ReturnType<typeof renderPage>, name: string) =>
    user.click(screen.getByRole('checkbox', { name: text('table.selectRow', { name }) }));
  const skipped = (row: Row): Row => ({ ...row, version: row.version + 1, category: 'skip', basis: 'person' });
  const taken = (...items: Row[]) => ({ items, pupilsOfSkipped: [], pupilsOfReturned: [], review: reviewOf() });

  test('are moved and say so where the focus is, and are taken back at once', async () => {
    rowsAre(FEMKE, SEM);
    fakeApi.answer('post', DECISIONS, 200, taken(skipped(FEMKE), skipped(SEM)));
    const user = renderPage(NEW);
    await screen.findByRole('table');
    await select(user, 'Femke Bakker');
    await select(user, 'Sem Jansen');
    await user.click(screen.getByRole('button', { name: text('review.bulkSkip-pupil', { count: 2, text: '2' }) }));

    const result = await screen.findByText(
      text('result.many-skip', { number: text('count.pupils', { count: 2, text: '2' }) }),
    );
    await waitFor(() => expect(document.activeElement?.contains(result)).toBe(true));

    fakeApi.answer('post', DECISIONS, 200, taken({ ...FEMKE, version: 5 }, { ...SEM, version: 4 }));
    await user.click(screen.getByRole('button', { name: text('result.undo') }));

    await waitFor(() => expect(tab('list.nieuw-pupil').textContent).toContain('(2)'));
    expect(decisions().at(-1)?.rows).toEqual([
      { rowId: 'femke', version: 4, category: 'undecided' },
      { rowId: 'sem', version: 3, category: 'undecided' },
    ]);
    expect(screen.queryByRole('button', { name: text('result.undo') })).toBeNull();
  });

  test('are moved as far as they can be; the others are named with why and stay selected', async () => {
    rowsAre(FEMKE, SEM);
    const fault = { field: 'sem', code: 'row-known', message: 'Deze leerling bestaat al', en: 'Known' };
    const answers = [
      () => Response.json(problemOf(422, { errors: [fault] }), { status: 422 }),
      () => Response.json(taken(skipped(FEMKE))),
    ];
    fakeApi.answerInTurn('post', DECISIONS, answers);
    const user = renderPage(NEW);
    await screen.findByRole('table');
    await select(user, 'Femke Bakker');
    await select(user, 'Sem Jansen');
    await user.click(screen.getByRole('button', { name: text('review.bulkSkip-pupil', { count: 2, text: '2' }) }));

    expect(await screen.findByText(text('result.refused', { count: 1, text: '1' }))).toBeTruthy();
    expect(screen.getByText('Sem Jansen: Deze leerling bestaat al')).toBeTruthy();
    const box = screen.getByRole('checkbox', { name: text('table.selectRow', { name: 'Sem Jansen' }) });
    expect((box as HTMLInputElement).checked).toBe(true);
    expect(decisions().map((body) => body.rows?.map((row) => row.rowId))).toEqual([['femke', 'sem'], ['femke']]);
  });

  test('can be reached with two keys from a ticked row', async () => {
    rowsAre(FEMKE, SEM);
    const user = renderPage(NEW);
    await screen.findByRole('table');
    await select(user, 'Femke Bakker');
    await user.tab();
    expect(document.activeElement?.textContent).toBe(text('table.toActions', { text: '1' }));
    await user.keyboard('{Enter}');

    expect(document.activeElement?.textContent).toBe(text('review.bulkSkip-pupil', { count: 1, text: '1' }));
  });

  test('ask first, when somebody who is added looks like an existing record', async () => {
    rowsAre(FEMKE, NOOR);
    fakeApi.answer('post', DECISIONS, 200, taken({ ...NOOR, version: 2, category: 'new', basis: 'person' }));
    const user = renderPage(EXISTING);
    await screen.findByRole('table');
    await move(user, 'Noor Smit', 'review.moveToNew');

    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('Noor Smits');
    expect(decisions()).toEqual([]);
    await user.click(within(question).getByRole('button', { name: text('likeness.all', { count: 1, text: '1' }) }));

    await waitFor(() => expect(decisions()).toHaveLength(1));
  });

  test('come back with their group', async () => {
    const [isa, tim] = [rowOf({ rowId: 'isa', name: 'Isa Kok' }), rowOf({ rowId: 'tim', name: 'Tim Kok' })];
    const group = rowOf({ rowId: 'group', name: 'Groep 4', kind: 'group', category: 'skip', basis: 'person' });
    rowsAre(group, skipped(isa), skipped(tim));
    fakeApi.answer('post', DECISIONS, 200, {
      ...taken({ ...group, version: 2, category: 'new', basis: 'person' }, isa, tim),
      pupilsOfReturned: ['isa', 'tim'],
    });
    const user = renderPage('importeren/groepen#lijst=niet');
    await screen.findByRole('table');
    await move(user, 'Groep 4', 'review.moveToNew');

    expect(await screen.findByText(new RegExp(text('result.comeBack', { count: 2, text: '2' })))).toBeTruthy();
    expect(decisions()).toHaveLength(1);
  });
});
