import { expect, type Page } from '@playwright/test';
import { KEY, look, newPage } from './product';
import { sharedPage } from './shared-page';
import { test } from './test';

// Kinds of LAS that ask something else of the form than SchoolOAS does.
test.use({ scenario: 'las-types' });

let page: Page;

const { open, button } = sharedPage((shared) => {
  page = shared;
});

// It knows the school by a SchoolKey; the school had a link with SchoolOAS, which has none.
test.describe('a LAS with a SchoolKey', () => {
  const LAS = 'Ander LAS (UWLR)';
  const OF_ANOTHER_SCHOOL = 'demo-school-98YY-00';
  const OF_THIS_SCHOOL = 'demo-school-99XX-00';

  test('the keys of the LAS before are removed, and the form asks for the SchoolKey', async ({ state }) => {
    await state.scoresReceived();
    await state.importAborted();
    await state.ended();
    await open('koppeling/aanvragen');
    await button(/Type koppeling/).click();
    await page.getByRole('option', { name: LAS }).click();
    await button('Verwijder nummers').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Verwijder nummers' }).click();
    await expect(page.getByText('De oude externe nummers zijn leeg')).toBeVisible({ timeout: 60_000 });

    await page.getByLabel('Autorisatiesleutel').fill(KEY);
    await page.getByLabel('SchoolKey').fill(OF_ANOTHER_SCHOOL);
    await button('Test verbinding').click();
    await expect(page.getByText(`${LAS} weigert de verbinding`)).toBeVisible();
    await look(page, '50-schoolkey-van-een-andere-school');
  });

  test('a link with the SchoolKey of another school brings nothing, and says whose turn it is', async ({
    browser,
    product,
    state,
  }) => {
    await state.scoresReceived();
    await state.importAborted();
    await state.ended();
    await state.numbersRemoved();
    await open('koppeling/aanvragen');
    await button(/Type koppeling/).click();
    await page.getByRole('option', { name: LAS }).click();
    await page.getByLabel('Autorisatiesleutel').fill(KEY);
    await page.getByLabel('SchoolKey').fill(OF_ANOTHER_SCHOOL);
    await button('Aanvragen').click();
    await expect(page.getByRole('heading', { name: `De koppeling met ${LAS} is aangevraagd` })).toBeVisible();
    const mail = await product.mail(/./, /aangevraagd/i);
    expect(mail.text).toContain(LAS);
    expect(mail.text).not.toContain(OF_ANOTHER_SCHOOL);
    const visitor = await newPage(browser);
    await visitor.goto(mail.links.find((address) => address.includes('/goedkeuren#')) ?? '');
    await visitor.getByRole('button', { name: 'Goedkeuren' }).click();
    await expect(visitor.getByRole('heading', { name: /is goedgekeurd/ })).toBeVisible();
    await visitor.context().close();
    await product.idle();

    await open('koppeling');
    await expect(page.locator('.state-line')).toContainText(
      `actieve koppeling met ${LAS}, maar de laatste keer kwamen er geen gegevens.`,
    );
    await expect(page.getByText('De autorisatiesleutel klopt niet of is verlopen.')).toBeVisible();
    await expect(page.getByLabel('SchoolKey')).toHaveValue(OF_ANOTHER_SCHOOL);
    await expect(page.getByText('Laatst scores verstuurd')).toHaveCount(0); // those went to the LAS before
    await look(page, '51-schoolkey-geweigerd');
  });

  test('a change of the SchoolKey is kept without new approval, is logged, and the LAS knows the school', async ({
    product,
    state,
  }) => {
    await state.linked({ type: 'UWLR', authorisationKey: KEY, schoolKey: OF_ANOTHER_SCHOOL });
    await open('koppeling');
    const mails = (await product.mails()).length;
    await page.getByLabel('SchoolKey').fill(OF_THIS_SCHOOL);
    await button('Wijzigingen opslaan').click();
    await expect(page.getByText('De wijzigingen zijn opgeslagen.')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('SchoolKey')).toHaveValue(OF_THIS_SCHOOL);
    await expect(page.getByText('Daarna is de koppeling gewijzigd: vannacht vragen wij het opnieuw.')).toBeVisible();
    await look(page, '52-schoolkey-gewijzigd');
    await product.idle();
    expect((await product.mails()).length).toBe(mails);

    await open('logboek');
    await expect(page.getByText('gewijzigd: SchoolKey')).toHaveCount(1);
    await expect(page.locator('body')).not.toContainText(OF_THIS_SCHOOL);

    await open('importeren');
    await button('Gegevens importeren').click();
    await expect(page.getByText(/^In totaal kijk je er \d+ na/)).toBeVisible({ timeout: 60_000 });
    await open('koppeling');
    await expect(page.getByText(`${LAS} stuurde gegevens.`)).toBeVisible();
    await look(page, '53-schoolkey-werkt');
  });
});

// Magister gives laslink one key for all schools: nobody types one, from the request to the change.
test.describe('a LAS with one key for all schools', () => {
  const LAS = 'Magister';

  test('a link without a key of the school is requested, approved, changed and fetched', async ({
    browser,
    product,
    state,
  }) => {
    await state.linked();
    await open('koppeling');
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

    await open('koppeling');
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
  });
});
