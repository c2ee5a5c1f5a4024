import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { look, lookOver } from './product';
import { sharedPage } from './shared-page';
import { test } from './test';

// A school that was imported, with scores that a person sends, withdraws and closes.
test.use({ scenario: 'scores' });

let page: Page;

const { open, button } = sharedPage((shared) => {
  page = shared;
});

/** Those of the scores: below them is a table of what came per day. */
const rows = () => page.locator('table').first().locator('tbody tr');
const firstRow = () => rows().first();

async function choose(label: string, option: string): Promise<void> {
  await page
    .getByRole('search')
    .getByRole('button', { name: new RegExp(`${label}$`) })
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await expect(rows().filter({ hasNotText: option })).toHaveCount(0);
}

test.describe('scores', () => {
  test('are sent by a person, one and then all, and received within a minute', async ({ product, state }) => {
    await state.scoresReady();
    await open('scores');
    await expect(page.getByText('Klaar voor vannacht').first()).toBeVisible();
    await choose('Stand', 'Klaar voor vannacht');
    await firstRow().getByRole('checkbox').check({ force: true });
    await look(page, '70-scores-geselecteerd');
    await button('Verzend 1 score nu').click();

    await expect(page.getByText(/ontving 1 van 1 scores/)).toBeVisible({ timeout: 60_000 });
    expect(await product.received()).toHaveLength(1);
    const all = button(/^Verzend nu wat klaarstaat/);
    const ready = Number(/\((\d+)\)/.exec((await all.textContent()) ?? '')?.[1]);
    await all.click();
    await expect(page.getByText(`ontving ${ready} van ${ready} scores`)).toBeVisible({ timeout: 60_000 });
    await choose('Stand', 'Ontvangen');
    await look(page, '71-scores-nu-verzonden');
    expect((await product.received()).filter((result) => result.timesReceived !== 1)).toEqual([]);
  });

  test('are withdrawn after delivery, and closed once they were removed from the LAS', async ({ state }) => {
    await state.scoresReceived();
    await open('scores');
    await choose('Stand', 'Ontvangen');
    await firstRow().getByRole('link').click();
    await expect(page.getByRole('heading', { name: 'Verloop van een score' })).toBeVisible();
    await look(page, '72-score-verloop');
    await button('Trek in').click();
    await expect(page.getByText(/kan laslink daar niet weghalen/)).toBeVisible();
    await lookOver(page, '73-score-intrekken', '[role=alertdialog]');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Trek in' }).click();

    await expect(page.getByText(/Verwijder die daar en sluit de score af/).first()).toBeVisible();
    await look(page, '74-score-ingetrokken');
    await open('scores');
    await expect(firstRow()).toContainText('Ingetrokken');
    await firstRow().getByRole('link').click();
    await button('Sluit af').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sluit af' }).click();
    await expect(page.getByText(/Op school verwijderd uit/).first()).toBeVisible();
    await look(page, '75-score-afgesloten');
  });

  test('go to the LAS again when they were corrected after delivery', async ({ product, state }) => {
    await state.scoresReceived();
    const before = await product.received();
    const score = (await state.scores()).find(({ state: stands }) => stands === 'accepted');
    expect(score).toBeDefined();
    if (!score) {
      return;
    }

    await product.norm(score, 3);

    await open(`scores/${score.id}`);
    await expect(page.getByText(/stuurde de score opnieuw. Hiervoor was het/)).toBeVisible();
    await look(page, '76-score-gecorrigeerd');
    await button('Verzend nu').click();
    await expect(page.locator('.facts').getByText('Ontvangen')).toBeVisible({ timeout: 60_000 });
    const after = await product.received();
    expect(after).toHaveLength(before.length);
    expect(after.find((result) => result.key === score.resultKey)?.timesReceived).toBe(2);
  });

  test('are downloaded as a file that Excel opens', async ({ state }) => {
    await state.scoresReceived();
    await open('scores');
    await choose('Stand', 'Ontvangen');
    const downloading = page.waitForEvent('download');
    await button(/^Download \d+ scores/).click();
    const file = readFileSync(await (await downloading).path(), 'utf8');

    const lines = file.trimEnd().split('\r\n');
    expect(lines[0]).toBe('\uFEFFLeerling;Groep;Schooljaar;Toets;Onderdeel;Score;Afgenomen;Stand;Toelichting;Sinds');
    expect(lines).toHaveLength(1 + (await rows().count()));
    expect(new Set(lines.slice(1).map((line) => line.split(';')[7]))).toEqual(new Set(['Ontvangen']));
  });
});
