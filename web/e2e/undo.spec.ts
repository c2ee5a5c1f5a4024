import { expect, type Page } from '@playwright/test';
import { BEHEERDER, CUSTOMER_SERVICE, look, pageOf, SCHOOL } from './product';
import { test } from './test';

// A school that was imported, and looks back at what happened.
test.use({ scenario: 'undo' });

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await pageOf(browser, BEHEERDER, '/');
});

test.afterAll(async () => {
  await page?.context().close();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const toImports = () => page.goto(`/s/${SCHOOL}/importeren`);
const rows = () => page.locator('section[aria-labelledby="eerdere-imports"] tbody tr');
const entries = () => rows().filter({ has: page.getByRole('link') });

async function openNewest(): Promise<void> {
  await toImports();
  await entries().first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Wat is er veranderd' })).toBeVisible();
}

async function undoAll(): Promise<void> {
  await page.getByRole('link', { name: 'Maak alles ongedaan' }).click();
  await button(/^Maak \d+ wijziging(en)? ongedaan$/).click();
  await expect(page.getByRole('heading', { name: 'Dit is ongedaan gemaakt' })).toBeVisible();
}

test.describe('an import', () => {
  test('is shown by name, undone as a whole, and the undo is undone', async ({ product, state }) => {
    await state.importOpen();
    const first = await state.roster();
    await state.imported();
    const second = await state.roster();
    expect(second).not.toEqual(first);

    await toImports();
    await expect(entries().first()).toContainText('nieuw');
    await look(page, '70-importeren-met-eerdere-imports');
    await openNewest();
    const names = (await product.lasSchool()).pupils.map((pupil) => pupil.surname ?? '');
    await page.getByLabel('Filter op naam of groep').fill(names[0] ?? '');
    await expect(page.locator('tbody tr').first()).toContainText(names[0] ?? '');
    await page.getByLabel('Filter op naam of groep').fill('');
    await look(page, '71-een-import-bij-naam');

    await page.getByRole('link', { name: 'Maak alles ongedaan' }).click();
    await expect(page.getByRole('heading', { name: 'Dit gaat terug' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Dit kan niet terug' })).toHaveCount(0);
    await look(page, '72-ongedaan-maken');
    await button(/^Maak \d+ wijzigingen ongedaan$/).click();
    await expect(page.getByRole('heading', { name: 'Dit is ongedaan gemaakt' })).toBeVisible();
    await look(page, '73-ongedaan-gemaakt');
    expect(await state.roster()).toEqual(first);

    await undoAll();
    expect(await state.roster()).toEqual(second);
  });

  test('is undone for the chosen rows only', async ({ state }) => {
    await state.imported();
    const active = (await state.pupils()).length;
    await openNewest();
    await page.getByLabel('Filter op naam of groep').fill('Leerling');
    await page.getByLabel('Filter op naam of groep').fill('');
    const pupils = page.locator('tbody tr').filter({ hasText: 'Leerling ·' });
    await expect(pupils.first()).toBeVisible();
    await pupils.first().locator('label').first().click();
    await button('Maak 1 gekozen wijziging ongedaan').click();
    await expect(page.getByText('1 wijziging gaat terug.')).toBeVisible();
    await button('Maak 1 wijziging ongedaan').click();
    await expect(page.getByRole('heading', { name: 'Dit is ongedaan gemaakt' })).toBeVisible();
    expect((await state.pupils()).length).toBeLessThanOrEqual(active);
    await undoAll();
  });

  test('keeps what changed since, and a press on an old preview is refused', async ({ state }) => {
    await state.imported();
    const pupil = (await state.pupils()).find(({ active, lasCode }) => active && lasCode);
    await page.goto(`/s/${SCHOOL}/importeren/eerder`);
    const first = page.locator('tbody tr').filter({ hasText: 'nieuw' }).first();
    await expect(first).toBeVisible();
    await look(page, '74-eerdere-imports');
    await first.getByRole('link').click();
    await page.getByRole('link', { name: 'Maak alles ongedaan' }).click();
    await expect(page.getByRole('heading', { name: 'Dit gaat terug' })).toBeVisible();
    await state.deactivated(pupil?.id ?? '');

    await button(/^Maak \d+ wijzigingen ongedaan$/).click();

    await expect(page.getByRole('heading', { name: 'Er is intussen iets veranderd' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Dit kan niet terug' })).toBeVisible();
    await expect(
      page
        .locator('tbody tr')
        .filter({ hasText: pupil?.name ?? '' })
        .last(),
    ).toContainText('na deze import nog gewijzigd');
    await look(page, '75-er-is-iets-veranderd');
  });
});

test.describe('a night', () => {
  test('that changed something by itself is shown by name and undone', async ({ product, state }) => {
    await state.imported();
    const group = (await product.lasSchool()).groups[4];
    const before = await state.roster();
    await product.edit({ kind: 'group-renamed', group: group?.key, name: 'De Dolfijnen' });
    await product.night();
    await product.idle();

    await openNewest();
    await expect(page.locator('h1')).toHaveText('Automatische import');
    await expect(page.getByText(`naam: ${group?.name} → De Dolfijnen`)).toBeVisible();
    await look(page, '76-automatische-import');
    await undoAll();
    expect(await state.roster()).toEqual(before);
  });

  test('is shown to customer service, without a button', async ({ browser, state }) => {
    await state.imported();
    const service = await pageOf(browser, CUSTOMER_SERVICE, `/s/${SCHOOL}/importeren`);
    await service.locator('section[aria-labelledby="eerdere-imports"] tbody a').first().click();
    await expect(service.getByRole('heading', { name: 'Wat is er veranderd' })).toBeVisible();
    await expect(service.getByRole('link', { name: 'Maak alles ongedaan' })).toHaveCount(0);
    await service.context().close();
  });
});

test.describe('a pupil', () => {
  test('who is inactive shows since when and why, and is merged with another one', async ({ state }) => {
    await state.imported();
    await page.goto(`/s/${SCHOOL}/leerlingen#lijst=inactief`);
    await expect(page.getByRole('columnheader', { name: 'Inactief sinds' })).toBeVisible();
    const inactive = page.locator('tbody tr').filter({ hasText: 'Naar de import' }).first();
    await expect(inactive).toBeVisible();
    await look(page, '77-inactief-sinds');
    const before = await state.roster();
    await inactive.getByRole('link', { name: /^Corrigeer/ }).click();
    await button(/Wat klopt er niet/).click();
    await page.getByRole('option', { name: 'Deze leerling staat twee keer in de lijst' }).click();
    await page
      .getByRole('button', { name: /^Kies / })
      .first()
      .click();
    await expect(button('Voeg samen')).toBeVisible();
    await look(page, '78-leerlingen-samenvoegen');
    await button('Voeg samen').click();
    await expect(page.getByRole('heading', { name: 'De leerlingen zijn gecorrigeerd' })).toBeVisible();
    expect(await state.roster()).not.toEqual(before);
    await look(page, '79-leerlingen-samengevoegd');

    await undoAll();
    expect(await state.roster()).toEqual(before);
  });
});
