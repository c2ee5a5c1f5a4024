import { expect, test } from '@playwright/test';
import { BEHEERDER, contract, look, newPage, Product, pageOf, SCHOOL } from './product';

// Magister gives laslink one key for all schools: nobody types one, from the request to the change.
const LAS = 'Magister';

test('a link without a key of the school is requested, approved, changed and fetched', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const product = await Product.at(await playwright.request.newContext({ baseURL }));
  const page = await pageOf(browser, BEHEERDER, `/s/${SCHOOL}/koppeling`);
  await page.getByRole('button', { name: 'Koppeling stoppen' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Koppeling stoppen' }).click();
  await page.getByRole('link', { name: 'Koppeling opnieuw aanvragen' }).click();
  await page.getByRole('button', { name: /Type koppeling/ }).click();
  await page.getByRole('option', { name: LAS }).click();
  await page.getByRole('button', { name: 'Aanvragen', exact: true }).click();
  await expect(page.getByRole('heading', { name: `De koppeling met ${LAS} is aangevraagd` })).toBeVisible();

  const mail = await product.mail(/./, /aangevraagd/i);
  const visitor = await newPage(browser);
  await visitor.goto(mail.links.find((address) => address.includes('/goedkeuren#')) ?? '');
  await visitor.getByRole('button', { name: 'Goedkeuren' }).click();
  await expect(visitor.getByRole('heading', { name: /is goedgekeurd/ })).toBeVisible();
  await visitor.context().close();
  await product.idle();

  await page.goto(`/s/${SCHOOL}/koppeling`);
  await expect(page.getByText(`Niet nodig: laslink heeft een eigen sleutel voor ${LAS}`)).toBeVisible();
  await expect(page.getByText(`${LAS} stuurde gegevens.`)).toBeVisible();
  await expect(page.getByLabel('Autorisatiesleutel')).toHaveCount(0);
  await look(page, '54-zonder-sleutel');
  await page.getByRole('button', { name: 'Wijzigingen opslaan' }).click();
  await expect(page.getByText('Er is niets gewijzigd.')).toBeVisible();

  await product.fault('wrong-key');
  await page.getByRole('button', { name: 'Test verbinding' }).click();
  await expect(page.getByText(`${LAS} geeft ons geen toegang tot deze school.`)).toBeVisible();
  await product.fault('none');
  await page.context().close();
  await contract.settled();
  expect(contract.faults).toEqual([]);
});
