import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Import } from '../api/queries';
import { fakeApi } from '../testing/fake-api';
import { countsOf, LAS, openImport, problemOf, reviewOf } from '../testing/import-fixtures';
import { renderPage, text } from '../testing/render-page';

const IMPORT = '/api/schools/{school}/import';
const IMPORTS = '/api/schools/{school}/imports';
const PAGE = 'importeren';
const LINK = { active: true, typeName: LAS };
const AT = '2026-11-23T13:05:00Z';

const importIs = (imported: Import) => fakeApi.answer('get', IMPORT, 200, imported);
const task = (key: string) =>
  screen.getAllByRole('listitem').find((item) => within(item).queryByRole('link', { name: text(key) }));

function fetchedWith(outcome: 'no-changes' | 'no-data' | 'unreadable'): Import['fetch'] {
  return {
    state: 'done',
    requestedAt: AT,
    contact: { at: AT, outcome, reasons: [], whoActs: 'nobody', advice: 'nothing' },
  };
}

describe('before it is known how the import stands', () => {
  test('shows progress, while the answer is on its way', async () => {
    fakeApi.keepWaiting('get', IMPORT);
    renderPage(PAGE);

    expect(await screen.findByRole('progressbar', { name: text('loading') })).toBeTruthy();
  });

  test('shows the problem and reads again, when no answer came', async () => {
    const user = renderPage(PAGE);
    expect((await screen.findByRole('alert')).textContent).toContain(text('problem.noAnswer.title'));

    importIs({ state: 'none', link: LINK });
    await user.click(screen.getByRole('button', { name: text('problem.retry') }));

    expect(await screen.findByText(text('import.state-none'))).toBeTruthy();
  });
});

describe('nothing was fetched yet', () => {
  test('leads to the link, when none is active', async () => {
    importIs({ state: 'none', link: { active: false, typeName: LAS } });
    renderPage(PAGE);

    expect(await screen.findByRole('heading', { name: text('import.noLinkTitle') })).toBeTruthy();
    expect(screen.getByRole('link', { name: text('import.toLink') }).getAttribute('href')).toBe('/s/99XX-00/koppeling');
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('shows that the fetch runs, when the button is pressed', async () => {
    importIs({ state: 'none', link: LINK });
    const running: Import = { state: 'none', link: LINK, fetch: { state: 'running', requestedAt: AT } };
    fakeApi.answer('post', IMPORTS, 202, running);
    const user = renderPage(PAGE);
    const button = await screen.findByRole('button', { name: text('import.fetch') });
    importIs(running);
    await user.click(button);

    expect(await screen.findByRole('progressbar', { name: text('import.fetching', { las: LAS }) })).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('shows the problem and how the import stands now, when the API refuses the fetch with 409', async () => {
    importIs({ state: 'none', link: LINK });
    fakeApi.answer('post', IMPORTS, 409, problemOf(409));
    const user = renderPage(PAGE);
    await user.click(await screen.findByRole('button', { name: text('import.fetch') }));

    expect((await screen.findByRole('alert')).textContent).toContain('Probleem 409');
    await waitFor(() => expect(fakeApi.sent('get', IMPORT)).toHaveLength(2));
  });

  test('shows no button, when customer service looks along', async () => {
    importIs({ state: 'none', link: LINK });
    renderPage(PAGE, 'customerService');

    expect(await screen.findByText(text('import.state-none'))).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('an open import', () => {
  test('counts what waits, and leads to the lists with something to choose', async () => {
    importIs(openImport());
    renderPage(PAGE);

    await screen.findByText(text('import.choose', { text: '3', who: '3 leerlingen' }));
    expect(screen.getByText(text('import.inAll', { text: '6', who: '1 leerkracht en 5 leerlingen' }))).toBeTruthy();
    const pupils = task('kind.pupil');
    expect(pupils?.textContent).toContain(text('task.toChoose', { count: 3, text: '3' }));
    expect(pupils?.textContent).toContain(text('task.todo'));
    expect(
      within(pupils as HTMLElement)
        .getByRole('link')
        .getAttribute('href'),
    ).toBe('/s/99XX-00/importeren/leerlingen');
    expect(task('kind.group')?.textContent).toContain(text('task.done'));
    expect(task('summary.title')?.textContent).toContain(text('import.leaversLater'));
    expect(task('summary.title')?.textContent).toContain(text('task.notYet'));
  });

  test('leads to the summary with the number of leavers, when everything is chosen', async () => {
    importIs(openImport({ pupils: countsOf({ existing: 5, settled: 5, total: 5 }), toDecide: 3, leavers: 2 }));
    renderPage(PAGE);

    expect(await screen.findByText(text('import.state-chosen', { who: '1 leerkracht en 2 vertrekkers' }))).toBeTruthy();
    expect(task('leavers.title')?.textContent).toContain(text('import.leavers', { count: 2, text: '2' }));
    expect(task('summary.title')?.textContent).not.toContain(text('import.leavers', { count: 2, text: '2' }));
    expect(screen.getByRole('link', { name: text('import.toSummary') }).getAttribute('data-kind')).toBe('primary');
  });

  test('says why nothing is imported automatically, when the codes belong to other pupils', async () => {
    importIs(
      openImport({
        pupils: countsOf({ undecided: 8, total: 8 }),
        toDecide: 8,
        hold: { cause: 'doubted', kind: 'pupil', number: 8, total: 8, limit: 3, relinks: 8 },
      }),
    );
    renderPage(PAGE);

    expect(await screen.findByText(text('hold.title-doubted', { las: LAS }))).toBeTruthy();
    expect(screen.getByText(new RegExp(text('hold.doubted-pupil', { text: '8', total: '8' })))).toBeTruthy();
  });

  test('links everybody again, and says how many remain', async () => {
    const held = openImport({
      version: 4,
      pupils: countsOf({ undecided: 8, total: 8 }),
      hold: { cause: 'doubted', kind: 'pupil', number: 8, total: 8, limit: 3, relinks: 7 },
    });
    importIs(held);
    const user = renderPage(PAGE);
    const button = await screen.findByRole('button', { name: text('hold.relink') });
    const pupils = countsOf({ undecided: 1, existing: 7, total: 8 });
    fakeApi.answer('post', `${IMPORT}/links`, 200, {
      items: [],
      pupilsOfSkipped: [],
      pupilsOfReturned: [],
      review: reviewOf({ pupils }),
    });
    importIs(openImport({ version: 8, pupils }));
    await user.click(button);

    expect(await screen.findByText(text('hold.relinked', { count: 7, text: '7' }))).toBeTruthy();
    expect(await screen.findByText(text('hold.remaining', { count: 1, text: '1' }))).toBeTruthy();
    expect(fakeApi.sent('post', `${IMPORT}/links`)[0]?.headers.get('If-Match')).toBe('"4"');
  });

  test('asks before a hold is approved, and then names who did', async () => {
    importIs(
      openImport({
        version: 4,
        pupils: countsOf({ existing: 40, total: 40 }),
        hold: { cause: 'changed', kind: 'pupil', number: 40, total: 40, limit: 30, relinks: 0 },
      }),
    );
    const user = renderPage(PAGE);
    await user.click(await screen.findByRole('button', { name: text('hold.approve') }));
    expect(fakeApi.sent('post', `${IMPORT}/approval`)).toHaveLength(0);
    const approval = { by: 'Sanne Vermeer', at: AT };
    fakeApi.answer('post', `${IMPORT}/approval`, 200, openImport({ version: 5, approval }));
    const dialog = await screen.findByRole('alertdialog');
    await user.click(within(dialog).getByRole('button', { name: text('hold.approve') }));

    expect(await screen.findByText(/Sanne Vermeer/)).toBeTruthy();
  });

  test('names no leavers, when the LAS sent pupils without a key', async () => {
    importIs(openImport({ pupils: countsOf({ existing: 5, total: 5 }), pupilsLeftOut: 2 }));
    renderPage(PAGE);

    await screen.findByRole('link', { name: text('import.toSummary') });
    expect(task('summary.title')?.textContent).toContain(text('summary.withheld', { count: 2, text: '2', las: LAS }));
  });

  test('has nothing to import, when only the address of a teacher is missing', async () => {
    importIs(
      openImport({
        pupils: countsOf({ existing: 5, total: 5 }),
        teachers: countsOf({ new: 1, withoutEmail: 1, total: 1 }),
        toDecide: 0,
      }),
    );
    renderPage(PAGE);

    expect(await screen.findByText(text('import.state-nothing', { count: 1, text: '1' }))).toBeTruthy();
    expect(screen.queryByRole('link', { name: text('import.toSummary') })).toBeNull();
    expect(task('summary.title')?.textContent).toContain(text('task.nothing'));
  });

  test('asks to review again, when the school changed before the commit', async () => {
    importIs(openImport({ reviewAgain: true }));
    renderPage(PAGE);

    const alert = (await screen.findByRole('alert')).textContent;
    expect(alert).toContain(text('import.reviewAgainTitle'));
    expect(alert).toContain(text('import.reviewAgainText'));
  });

  test('names what came back, when the rest was imported', async () => {
    const none = { groups: 0, teachers: 0, pupils: 0 };
    importIs(
      openImport({
        reviewAgain: true,
        receipt: {
          at: '2026-11-23T13:05:00Z',
          by: 'Sanne Voorbeeld',
          groups: { added: 0, changed: 1 },
          teachers: { added: 0, changed: 0 },
          pupils: { added: 2, changed: 225 },
          deactivated: 1,
          teachersLeftOut: 0,
          skipped: none,
          cameBack: { ...none, pupils: 1 },
        },
        cameBack: [{ kind: 'pupil', name: 'Noor Visser' }],
      }),
    );
    renderPage(PAGE);

    const alert = (await screen.findByRole('alert')).textContent;
    expect(alert).toContain(text('import.partlyText', { count: 229, text: '229' }));
    expect(alert).toContain(text('import.cameBack', { count: 1, text: '1' }));
    expect(alert).toContain('Noor Visser');
    expect(alert).not.toContain(text('import.reviewAgainText'));
  });

  test.each([
    ['unreadable', 'import.failedTitle'],
    ['no-data', 'import.noDataTitle'],
  ] as const)('shows that the data is of an earlier fetch, when the last one was %s', async (outcome, title) => {
    importIs(openImport({ fetch: fetchedWith(outcome) }));
    renderPage(PAGE);

    expect((await screen.findByRole('alert')).textContent).toContain(text(title, { las: LAS }));
    const at = 'ma 23 november 2026, 14:05';
    expect(screen.getByText(text('import.state-old', { las: LAS, at }))).toBeTruthy();
    expect(task('kind.pupil')).toBeTruthy();
  });

  test('shows without alarm that the LAS had nothing new, when the last fetch brought no changes', async () => {
    importIs(openImport({ fetch: fetchedWith('no-changes') }));
    renderPage(PAGE);

    expect(await screen.findByRole('heading', { name: text('import.quietTitle', { las: LAS }) })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a closed import', () => {
  test('asks to fetch again, when the import expired', async () => {
    importIs(openImport({ expiresAt: '2026-01-01T00:00:00Z' }));
    renderPage(PAGE);

    expect(await screen.findByText(text('import.state-expired'))).toBeTruthy();
    expect(screen.queryByRole('link', { name: text('kind.pupil') })).toBeNull();
    expect(screen.getByRole('button', { name: text('import.fetch') })).toBeTruthy();
  });

  test('shows that nothing changed, when the import was aborted', async () => {
    importIs(openImport({ state: 'aborted' }));
    renderPage(PAGE);

    expect(await screen.findByText(text('import.state-aborted'))).toBeTruthy();
    expect(screen.getByText(text('import.abortedText'))).toBeTruthy();
    expect(screen.queryByRole('link', { name: text('import.toSummary') })).toBeNull();
  });

  test('shows how far the commit is, while it runs', async () => {
    importIs(openImport({ state: 'committing', progress: { done: 1200, total: 2000 } }));
    renderPage(PAGE);

    expect(await screen.findByText(text('import.committing', { done: '1.200', total: '2.000' }))).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('1200');
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('shows the receipt and can fetch again, when the import is committed', async () => {
    importIs(
      openImport({
        state: 'committed',
        receipt: {
          at: AT,
          by: 'Sanne Verhulst',
          groups: { added: 1, changed: 2 },
          teachers: { added: 3, changed: 4 },
          pupils: { added: 5, changed: 6 },
          skipped: { groups: 7, teachers: 8, pupils: 9 },
          deactivated: 2,
          teachersLeftOut: 1,
        },
      }),
    );
    renderPage(PAGE);

    expect(await screen.findByRole('heading', { name: text('receipt.title') })).toBeTruthy();
    const rows = within(screen.getByRole('table', { name: text('receipt.title') })).getAllByRole('row');
    expect(
      rows.slice(1).map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => cell.textContent),
      ),
    ).toEqual([
      ['1', '2', '7'],
      ['3', '4', '8'],
      ['5', '6', '9'],
    ]);
    expect(
      screen.getByText(text('link.byAt', { by: 'Sanne Verhulst', at: 'ma 23 november 2026, 14:05' })),
    ).toBeTruthy();
    expect(screen.getByText(text('receipt.deactivated', { count: 2, text: '2' }))).toBeTruthy();
    expect(screen.getByText(text('receipt.leftOut', { count: 1, text: '1' }))).toBeTruthy();
    expect(screen.getByRole('button', { name: text('import.fetchAgain') })).toBeTruthy();
  });

  test('cannot fetch again, when the link was stopped', async () => {
    importIs(openImport({ state: 'aborted', link: { active: false, typeName: LAS } }));
    renderPage(PAGE);

    expect(await screen.findByRole('heading', { name: text('import.noLinkTitle') })).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
