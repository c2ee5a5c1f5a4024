import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { LAS, openImport, problemOf, reviewOf, summaryOf } from '../testing/import-fixtures';
import { renderPage, text } from '../testing/render-page';

const IMPORT = '/api/schools/{school}/import';
const SUMMARY = '/api/schools/{school}/import/summary';
const DECISIONS = '/api/schools/{school}/import/decisions';
const CONFIRMATION = '/api/schools/{school}/import/confirmation';
const ABORT = '/api/schools/{school}/import/abort';
const PAGE = 'importeren/samenvatting';

const LEAVERS = summaryOf({
  leavers: [
    {
      pupilId: 'sem',
      name: 'Sem de Boer',
      group: 'Groep 8',
      testResults: 1200,
      reason: 'gone-from-las',
      keptActive: false,
    },
    { pupilId: 'evi', name: 'Evi Mulder', testResults: 0, reason: 'listed-as-left', keptActive: true },
  ],
});

const confirmButton = () => screen.findByRole<HTMLButtonElement>('button', { name: text('import.fetch') });
const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

beforeEach(() => fakeApi.answer('get', IMPORT, 200, openImport()));

describe('before there is a summary', () => {
  test('shows progress, while the summary is on its way', async () => {
    fakeApi.keepWaiting('get', SUMMARY);
    renderPage(PAGE);

    expect(await screen.findByRole('progressbar', { name: text('loading') })).toBeTruthy();
  });

  test('shows the reference to quote and reads again, when laslink failed', async () => {
    fakeApi.fail('get', SUMMARY, problemOf(503, { reference: 'K7-22' }));
    const user = renderPage(PAGE);
    expect((await screen.findByRole('alert')).textContent).toContain('K7-22');

    fakeApi.answer('get', SUMMARY, 200, summaryOf());
    await user.click(screen.getByRole('button', { name: text('problem.retry') }));

    expect(await screen.findByText(text('summary.ready'))).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('leads to the overview, when the import is closed', async () => {
    fakeApi.answer('get', SUMMARY, 404, problemOf(404));
    renderPage(PAGE);

    expect(await screen.findByRole('heading', { name: text('review.goneTitle') })).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the summary', () => {
  test('counts what is new, changed and skipped per kind', async () => {
    fakeApi.answer('get', SUMMARY, 200, summaryOf());
    renderPage(PAGE);

    await screen.findByText(text('summary.ready'));
    expect(cellsOf(screen.getByRole('row', { name: new RegExp(`^${text('kind.group')}`) }))).toEqual(['1', '2', '0']);
    expect(cellsOf(screen.getByRole('row', { name: new RegExp(`^${text('kind.teacher')}`) }))).toEqual(['3', '4', '0']);
    expect(cellsOf(screen.getByRole('row', { name: new RegExp(`^${text('kind.pupil')}`) }))).toEqual(['5', '6', '7']);
    expect(screen.getByText(text('summary.noLeavers'))).toBeTruthy();
  });

  test('names each leaver with the reason, the test results and the choice so far', async () => {
    fakeApi.answer('get', SUMMARY, 200, LEAVERS);
    renderPage(PAGE);

    const sem = await screen.findByRole('row', { name: /^Sem de Boer/ });
    expect(sem.textContent).toContain('Groep 8');
    expect(sem.textContent).toContain('1.200');
    expect(await within(sem).findByText(text('leaver.gone-from-las', { las: LAS }))).toBeTruthy();
    expect(within(sem).getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
    const evi = screen.getByRole('row', { name: /^Evi Mulder/ });
    expect(evi.textContent).toContain(text('leaver.listed-as-left', { las: LAS }));
    expect(within(evi).getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
    expect(screen.getByText(text('summary.leaving', { count: 1, text: '1' }))).toBeTruthy();
  });

  test('names nobody as a leaver, when the LAS sent pupils without a key', async () => {
    fakeApi.answer('get', SUMMARY, 200, summaryOf({ pupilsLeftOut: 3 }));
    renderPage(PAGE);

    expect(await screen.findByText(text('summary.withheld', { count: 3, text: '3', las: LAS }))).toBeTruthy();
    expect(screen.queryByText(text('summary.noLeavers'))).toBeNull();
  });

  test('names the teachers who stay out, when they have no address', async () => {
    fakeApi.answer('get', SUMMARY, 200, summaryOf({ teachersWithoutEmail: [{ rowId: 'juf', name: 'Marit de Wit' }] }));
    renderPage(PAGE);

    expect(await screen.findByText('Marit de Wit')).toBeTruthy();
    expect(screen.getByRole('link', { name: text('summary.toTeachers') }).getAttribute('href')).toBe(
      '/s/99XX-00/importeren/leerkrachten',
    );
  });

  test('has no button to import, when nothing would change', async () => {
    const none = { added: 0, changed: 0 };
    fakeApi.answer(
      'get',
      SUMMARY,
      200,
      summaryOf({ groups: none, teachers: none, pupils: none, skipped: { groups: 0, teachers: 0, pupils: 0 } }),
    );
    renderPage(PAGE);

    expect(await screen.findByText(text('summary.nothing'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: text('import.fetch') })).toBeNull();
    expect(screen.getByRole('button', { name: text('summary.abort') })).toBeTruthy();
  });

  test('cannot be confirmed and leads to each list, while rows wait for a choice', async () => {
    fakeApi.answer('get', SUMMARY, 200, summaryOf({ undecided: { groups: 0, teachers: 0, pupils: 12 } }));
    renderPage(PAGE);

    expect(await screen.findByText(text('summary.notYet'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: text('import.fetch') })).toBeNull();
    const next = screen.getByRole('link', { name: text('next.goOn', { kind: text('kind.pupil') }) });
    expect(next.getAttribute('data-kind')).toBe('primary');
    expect(
      screen.getByRole('link', { name: new RegExp(text('review.toChoose', { text: '12' })) }).getAttribute('href'),
    ).toBe('/s/99XX-00/importeren/leerlingen');
  });

  test('shows no button and no box to change, when customer service looks along', async () => {
    fakeApi.answer('get', SUMMARY, 200, LEAVERS);
    renderPage(PAGE, 'customerService');

    await screen.findByRole('row', { name: /^Sem de Boer/ });
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').map((box) => box.disabled)).toEqual([true, true]);
  });
});

describe('the choice that a pupil stays active', () => {
  beforeEach(() => fakeApi.answer('get', SUMMARY, 200, LEAVERS));

  const boxOfSem = async () =>
    within(await screen.findByRole('row', { name: /^Sem de Boer/ })).getByRole<HTMLInputElement>('checkbox');

  test('is shown at once and stored, when the box is ticked', async () => {
    fakeApi.answer('post', DECISIONS, 200, {
      items: [],
      pupilsOfSkipped: [],
      pupilsOfReturned: [],
      review: reviewOf(),
    });
    const user = renderPage(PAGE);
    const box = await boxOfSem();
    fakeApi.keepWaiting('get', SUMMARY);
    await user.click(box);

    await waitFor(() => expect(box.checked).toBe(true));
    expect(fakeApi.sent('post', DECISIONS).map(({ body }) => body)).toEqual([
      { importId: 'import-1', leavers: [{ pupilId: 'sem', keepActive: true }] },
    ]);
    expect(screen.getByText(text('summary.leaving', { count: 0, text: '0' }))).toBeTruthy();
  });

  test('goes back to what is stored, when the API refuses it with 422', async () => {
    fakeApi.answer('post', DECISIONS, 422, problemOf(422));
    const user = renderPage(PAGE);
    await user.click(await boxOfSem());

    expect((await screen.findByRole('alert')).textContent).toContain('Probleem 422');
    await waitFor(async () => expect((await boxOfSem()).checked).toBe(false));
  });
});

describe('confirming', () => {
  beforeEach(() => fakeApi.answer('get', SUMMARY, 200, summaryOf()));

  test('sends the version that was read and leads to the overview, when it is accepted', async () => {
    const committing = openImport({ state: 'committing', progress: { done: 3, total: 9 } });
    fakeApi.answer('post', CONFIRMATION, 202, committing);
    const user = renderPage(PAGE);
    const button = await confirmButton();
    fakeApi.answer('get', IMPORT, 200, committing);
    await user.click(button);

    expect(await screen.findByText(text('import.state-committing'))).toBeTruthy();
    expect(location.pathname).toBe('/s/99XX-00/importeren');
    expect(fakeApi.sent('post', CONFIRMATION).map(({ headers }) => headers.get('If-Match'))).toEqual(['"7"']);
  });

  test.each([
    [
      'somebody decided',
      { what: 'decision', by: 'Ruud Hamers', at: '2026-11-23T13:07:00Z' },
      'summary.moved-decision',
      { by: 'Ruud Hamers' },
    ],
    ['the LAS sent data', { what: 'contact', at: '2026-11-23T13:07:00Z' }, 'summary.moved-contact', { las: LAS }],
  ] as const)(
    'shows what changed and the summary as it is now, when %s first (412)',
    async (_, lastChange, key, values) => {
      fakeApi.answer('post', CONFIRMATION, 412, problemOf(412));
      const user = renderPage(PAGE);
      const button = await confirmButton();
      fakeApi.answer('get', IMPORT, 200, openImport({ version: 8, lastChange }));
      fakeApi.answer('get', SUMMARY, 200, summaryOf({ version: 8, pupils: { added: 55, changed: 6 } }));
      await user.click(button);

      const notice = await screen.findByRole('alert');
      expect(within(notice).getByText(text('summary.movedTitle'))).toBeTruthy();
      const at = 'ma 23 november 2026, 14:07';
      await waitFor(() => expect(notice.textContent).toContain(text(key, { ...values, at })));
      await waitFor(() =>
        expect(cellsOf(screen.getByRole('row', { name: new RegExp(`^${text('kind.pupil')}`) }))[0]).toBe('55'),
      );
      expect(location.pathname).toBe('/s/99XX-00/importeren/samenvatting');
    },
  );

  test('shows the problem and stays, when the API refuses it with 422', async () => {
    fakeApi.answer('post', CONFIRMATION, 422, problemOf(422));
    const user = renderPage(PAGE);
    await user.click(await confirmButton());

    expect((await screen.findByRole('alert')).textContent).toContain('Probleem 422');
    expect((await confirmButton()).disabled).toBe(false);
  });

  test('leads to the overview, when the import was closed meanwhile', async () => {
    fakeApi.answer('post', CONFIRMATION, 404, problemOf(404));
    const user = renderPage(PAGE);
    const button = await confirmButton();
    fakeApi.answer('get', SUMMARY, 404, problemOf(404));
    await user.click(button);

    expect(await screen.findByRole('heading', { name: text('review.goneTitle') })).toBeTruthy();
  });
});

describe('aborting', () => {
  beforeEach(() => fakeApi.answer('get', SUMMARY, 200, summaryOf()));

  test('sends nothing, when the question is closed', async () => {
    const user = renderPage(PAGE);
    await user.click(await screen.findByRole('button', { name: text('summary.abort') }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: text('dialog.back') }));

    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(fakeApi.sent('post', ABORT)).toEqual([]);
  });

  test('leads to the overview, when the question is confirmed', async () => {
    const aborted = openImport({ state: 'aborted' });
    fakeApi.answer('post', ABORT, 200, aborted);
    const user = renderPage(PAGE);
    await user.click(await screen.findByRole('button', { name: text('summary.abort') }));
    fakeApi.answer('get', IMPORT, 200, aborted);
    await user.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: text('summary.abort') }),
    );

    expect(await screen.findByText(text('import.state-aborted'))).toBeTruthy();
    expect(fakeApi.sent('post', ABORT).map(({ headers }) => headers.get('If-Match'))).toEqual(['"7"']);
  });
});
