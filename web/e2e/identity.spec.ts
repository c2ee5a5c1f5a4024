import { expect, type Page } from '@playwright/test';
import { look, type Product, SCHOOL } from './product';
import { sharedPage } from './shared-page';
import { test } from './test';

// A school that was imported, whose LAS then gives keys to other pupils.
test.use({ scenario: 'identity' });

let page: Page;

sharedPage((shared) => {
  page = shared;
});

const PUPIL = /<leerling key="([^"]+)"/g;

/** The last whole answer of the LAS, in which the first pupils have the keys of each other. */
async function withKeysExchanged(product: Product, pupils: number): Promise<string> {
  const answer = (await product.messages()).filter((m) => m.operation === 'HaalLeerlinggegevens').at(-1)?.answer ?? '';
  const keys = [...answer.matchAll(PUPIL)].map((match) => match[1] ?? '').slice(0, pupils);
  expect(keys).toHaveLength(pupils);
  let place = 0;
  return answer.replace(PUPIL, (tag) => {
    const next = place < pupils ? `<leerling key="${keys[(place + 1) % pupils]}"` : tag;
    place++;
    return next;
  });
}

test.describe('keys of the LAS that belong to other pupils', () => {
  test('stop the import, and everybody is linked again by name and birth date', async ({ product, state }) => {
    await state.imported();
    const before = await state.pupils();
    await product.say(await withKeysExchanged(product, 20));

    await product.night();
    await product.idle();

    expect(await state.pupils()).toEqual(before);
    await page.goto(`/s/${SCHOOL}/importeren`);
    await expect(page.getByText('SchoolOAS heeft codes opnieuw uitgedeeld')).toBeVisible();
    await expect(page.getByText(/^Bij 20 van de \d+ leerlingen hoort de code nu bij iemand anders/)).toBeVisible();
    await look(page, '60-codes-opnieuw-uitgedeeld');

    await page.getByRole('button', { name: 'Iedereen opnieuw koppelen' }).click();
    await expect(page.getByText('20 rijen zijn opnieuw gekoppeld.')).toBeVisible();
    await expect(page.getByText('Er blijft niets over om te kiezen.')).toBeVisible();
    await expect(page.getByText('SchoolOAS heeft codes opnieuw uitgedeeld')).toBeHidden();
    await look(page, '61-iedereen-opnieuw-gekoppeld');

    await page.goto(`/s/${SCHOOL}/importeren/samenvatting`);
    await page.locator('h1').waitFor();
    await look(page, '62-samenvatting-opnieuw-gekoppeld');
    expect((await state.summary()).leavers).toEqual([]);
  });

  test('are imported after somebody has approved it, who is named', async ({ product, state }) => {
    await state.imported();
    await state.importAborted();
    await product.say(await withKeysExchanged(product, 20));
    await product.night();
    await product.idle();
    await page.goto(`/s/${SCHOOL}/importeren`);

    await page.getByRole('button', { name: 'Dit klopt, importeren toestaan' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Dit klopt, importeren toestaan' }).click();

    await expect(page.getByText(/^Sanne Verhulst keurde deze import goed op /)).toBeVisible();
    await look(page, '63-import-goedgekeurd');
    await page.goto(`/s/${SCHOOL}/logboek`);
    await expect(page.getByText('Grote wijziging goedgekeurd').first()).toBeVisible();
  });
});
