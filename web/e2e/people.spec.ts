import { expect, type Page } from '@playwright/test';
import { BEHEERDER, look, pageOf, SCHOOL } from './product';
import { test } from './test';

// What a person decides about groups, leavers and teachers, and what stays of it.
test.use({ scenario: 'people' });

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await pageOf(browser, BEHEERDER, '/');
});

test.afterAll(async () => {
  await page?.context().close();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const open = (path: string) => page.goto(`/s/${SCHOOL}/${path}`);

test.describe('a choice', () => {
  test('about a group takes its pupils along, lasts, and is taken back in the list', async ({ product, state }) => {
    await state.allChosen();
    await open('importeren/groepen#lijst=bestaand');
    const group = page.locator('tbody tr').filter({ has: page.getByRole('rowheader', { name: /^Groep/ }) });
    const name = (await group.last().locator('th').innerText()).trim();
    await button(`Verplaats ${name}`).click();
    await page.getByRole('menuitem', { name: 'Niet importeren' }).click();
    await expect(page.locator('.result')).toContainText(/leerling(en)? ervan ga(at|an) mee/);
    await look(page, '90-groep-met-leerlingen-niet-importeren');
    await open('importeren/leerlingen#lijst=niet');
    await expect(page.locator('tbody tr').filter({ hasText: 'De groep importeer je niet' }).first()).toBeVisible();

    await state.imported();
    await open('importeren');
    await page.getByRole('link', { name: 'Blijvende keuzes bekijken' }).click();
    const row = page.locator('tbody tr').filter({ hasText: name });
    await expect(row).toContainText('Niet importeren');
    await expect(row).toContainText('31 juli');
    await look(page, '91-blijvende-keuzes');
    await row.getByRole('button', { name: /^Trek de keuze/ }).click();
    await expect(page.getByText(`De keuze over ${name} is ingetrokken.`)).toBeVisible();
    await expect(row).toHaveCount(0);
    await product.idle();
  });
});

test.describe('a night', () => {
  test('shows by name on Importeren what it changed, and by whom a contact was asked for', async ({
    product,
    state,
  }) => {
    await state.imported();
    const group = (await product.lasSchool()).groups[4];
    await product.edit({ kind: 'group-renamed', group: group?.key, name: 'De Dolfijnen' });
    await product.night();
    await product.idle();
    await open('importeren');
    const settled = page.locator('section[aria-labelledby="automatisch-bijgewerkt"]');
    await expect(settled).toContainText('De Dolfijnen');
    await expect(settled).toContainText(`naam: ${group?.name} → De Dolfijnen`);

    const before = (await product.mails()).length;
    await button(/^(Opnieuw gegevens ophalen|Gegevens importeren)$/).click();
    await product.idle();
    await open('importeren');
    await expect(page.locator('section[aria-labelledby="eerdere-imports"] tbody')).toContainText('Verhulst');
    await look(page, '92-importeren-na-een-nacht');
    const mails = (await product.mails()).slice(before);
    expect(mails.filter(({ subject, to }) => /controleren/.test(subject) && to.includes(BEHEERDER))).toEqual([]);
  });
});

test.describe('leavers', () => {
  test('of a group that is gone are one question, and stay active until somebody approves', async ({
    product,
    state,
  }) => {
    await state.imported();
    const las = await product.lasSchool();
    const group = las.groups.find(({ key }) => las.pupils.some((pupil) => pupil.group === key));
    for (const pupil of las.pupils.filter((one) => one.group === group?.key)) {
      await product.edit({ kind: 'pupil-leaves', pupil: pupil.key });
    }
    await product.edit({ kind: 'group-leaves', group: group?.key });
    await product.night();
    await product.idle();

    await open('importeren');
    await page.getByRole('link', { name: 'Vertrekkers' }).click();
    await expect(
      page.getByRole('heading', { name: 'Er zouden meer leerlingen vertrekken dan gewoonlijk' }),
    ).toBeVisible();
    await look(page, '93-vertrekkers');
    await button(/^Houd alle \d+ leerlingen van/).click();
    await expect(page.getByText('Geen enkele leerling wordt inactief.')).toBeVisible();
    await expect(
      page.getByRole('heading', { name: 'Er zouden meer leerlingen vertrekken dan gewoonlijk' }),
    ).toHaveCount(0);
    await button(/^Laat alle \d+ leerlingen van/).click();
    await button('Dit klopt, zij mogen vertrekken').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Dit klopt, zij mogen vertrekken' }).click();
    await expect(page.getByText('keurde goed dat deze leerlingen vertrekken')).toBeVisible();
    await look(page, '94-vertrekkers-goedgekeurd');
  });
});
