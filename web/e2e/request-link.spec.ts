import { expect, type Page } from '@playwright/test';
import { BEHEERDER, KEY, look, lookOver, newPage, type Product, pageOf, SCHOOL, signIn } from './product';
import { sharedPage } from './shared-page';
import { test } from './test';

// From the request of a link to the active link.
test.use({ scenario: 'request-link' });

let page: Page;

const { open, button, stateLine } = sharedPage((shared) => {
  page = shared;
});

async function fillRequest(key: string): Promise<void> {
  await page.getByRole('button', { name: /Type koppeling/ }).click();
  await page.getByRole('option', { name: 'SchoolOAS' }).click();
  await page.getByLabel('Brincode').fill('99XX');
  await page.getByLabel('Dependancecode').fill('00');
  await page.getByLabel('Autorisatiesleutel').fill(key);
}

test.describe('requesting a link', () => {
  test('asks to sign in and comes back to the same page', async ({ browser }) => {
    const visitor = await newPage(browser);
    await visitor.goto(`/s/${SCHOOL}/koppeling`);
    await signIn(visitor, BEHEERDER);

    await expect(visitor).toHaveURL(new RegExp(`/s/${SCHOOL}/koppeling$`));
    await expect(visitor.locator('.bar-school')).toContainText(SCHOOL);
    await visitor.context().close();
  });

  test('says that there is no link yet', async () => {
    await open('koppeling');
    await expect(stateLine()).toContainText('nog geen koppeling');
    await expect(page.getByText('Nu hebben')).toContainText(/[1-9]\d* leerlingen en [1-9]\d* groepen/);
    await button('Verwijder nummers').click();
    await expect(page.getByRole('alertdialog')).toContainText(/[1-9]\d* leerlingen/);
    await lookOver(page, '01b-koppeling-nummers', '[role=alertdialog]');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Terug' }).click();
    await look(page, '01-koppeling-geen');
  });

  test('opens the form with what is known and says where the key is had', async () => {
    await open('koppeling');
    await page.getByRole('link', { name: 'Koppeling aanvragen' }).click();

    await expect(page.getByLabel('Brincode')).toHaveValue('99XX');
    await expect(page.getByLabel('Dependancecode')).toHaveValue('00');
    await expect(page.getByLabel('Schooljaar')).toHaveValue(/^20\d\d-20\d\d$/);
    await expect(page.getByText('Nu hebben')).toContainText(/\d+ leerlingen en \d+ groepen/);
    await look(page, '02-aanvragen');
  });

  test('says per field what is wrong, on top and at the field, and changes nothing', async () => {
    await open('koppeling/aanvragen');
    const year = await page.getByLabel('Schooljaar').inputValue();
    await fillRequest('');
    await page.getByLabel('Brincode').fill('9XX');
    await page.getByLabel('Dependancecode').fill('1');
    await page.getByLabel('Schooljaar').fill('2026-2028');
    await button('Aanvragen').click();

    const summary = page.locator('.error-summary');
    await expect(summary).toBeFocused();
    const asked = await summary.getByRole('link').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    expect(asked).toEqual(['#brin', '#dependance', '#schoolYear', '#authorisationKey']);
    await look(page, '03-aanvragen-fouten');
    await summary.getByRole('link', { name: /brincode/i }).click();
    await expect(page.getByLabel('Brincode')).toBeFocused();
    await expect(page.getByLabel('Brincode')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Schooljaar').fill(year);
  });

  test('is refused while pupils and groups carry old numbers', async () => {
    await open('koppeling/aanvragen');
    await fillRequest(KEY);
    await expect(page.getByText('Vraag de autorisatiesleutel aan bij SchoolOAS')).toBeVisible();
    await button('Aanvragen').click();

    await expect(page.locator('.error-summary')).toContainText('externe nummers');
  });

  test('removes the old numbers after counting them, and no test data', async () => {
    await open('koppeling/aanvragen');
    await button('Verwijder nummers').click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText(/\d+ leerlingen/);
    await expect(dialog).toContainText('geen toetsgegevens verwijderd');
    await lookOver(page, '04-nummers', '[role=alertdialog]');
    await dialog.getByRole('button', { name: 'Verwijder nummers' }).click();

    await expect(page.getByText('De oude externe nummers zijn leeg')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Er staan nog externe nummers')).toHaveCount(0);
  });

  test('tests the connection before it is requested, with any kind of LAS, and keeps nothing', async ({ state }) => {
    await state.numbersRemoved();
    await open('koppeling/aanvragen');
    await fillRequest('een-andere-sleutel');
    await button('Test verbinding').click();
    await expect(page.getByText('SchoolOAS weigert de verbinding')).toBeVisible();
    await expect(page.getByText('De autorisatiesleutel klopt niet of is verlopen.')).toBeVisible();

    await page.getByLabel('Autorisatiesleutel').fill(KEY);
    await button(/Type koppeling/).click();
    await page.getByRole('option', { name: 'Ander LAS (UWLR)' }).click(); // which comes in stages
    await button('Test verbinding').click();
    await expect(page.getByText('De verbinding met Ander LAS (UWLR) werkt')).toBeVisible({ timeout: 25_000 });

    await button(/Type koppeling/).click();
    await page.getByRole('option', { name: 'Magister' }).click(); // for which laslink has a key of its own
    await expect(page.getByLabel('Autorisatiesleutel')).toHaveCount(0);
    await expect(page.getByText('zet de koppeling met laslink aan')).toBeVisible();
    await button('Test verbinding').click();
    await expect(page.getByText('De verbinding met Magister werkt')).toBeVisible();
    await look(page, '05a-magister');

    await fillRequest(KEY);
    await button('Test verbinding').click();
    await expect(page.getByText('De verbinding met SchoolOAS werkt')).toBeVisible();
    await expect(
      page.getByText(/staan bij SchoolOAS \d+ groepen, \d+ leerkrachten en \d+ leerlingen klaar/),
    ).toBeVisible();
    await look(page, '05-test-verbinding');
  });

  test('confirms the request on a page of its own, and says at the field that a second one is too late', async ({
    browser,
    product,
    state,
  }) => {
    await state.numbersRemoved();
    await open('koppeling/aanvragen');
    await fillRequest(KEY);
    const colleague = await pageOf(browser, BEHEERDER, `/s/${SCHOOL}/koppeling/aanvragen`);
    await colleague.getByRole('button', { name: /Type koppeling/ }).click();
    await colleague.getByRole('option', { name: 'SchoolOAS' }).waitFor();
    await lookOver(colleague, '05b-type-koppeling', '.popover');
    await colleague.getByRole('option', { name: 'SchoolOAS' }).click();
    await colleague.getByLabel('Autorisatiesleutel').fill(KEY);
    await button('Aanvragen').click();

    await expect(page.getByRole('heading', { name: 'De koppeling met SchoolOAS is aangevraagd' })).toBeVisible();
    await look(page, '05-aangevraagd');
    await expect(page.locator('body')).not.toContainText(KEY);
    await open('koppeling/aanvragen');
    await expect(page.getByText('Er ligt al een aanvraag bij de klantenservice.')).toBeVisible();

    const before = (await product.mails()).length;
    await colleague.getByRole('button', { name: 'Aanvragen', exact: true }).click();
    const summary = colleague.locator('.error-summary');
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveText(
      /^Er ligt al een aanvraag van je school bij de klantenservice\./,
    );
    await expect(colleague.locator('.field .fault')).toHaveText(/^Er ligt al een aanvraag/);
    await expect(colleague.getByLabel('Autorisatiesleutel')).toHaveValue(KEY);
    await look(colleague, '05c-tweede-aanvraag');
    await summary.getByRole('link').click();
    await expect(colleague.getByRole('button', { name: /Type koppeling/ })).toBeFocused();
    await product.idle();
    expect((await product.mails()).length).toBe(before);
    await colleague.getByRole('main').getByRole('link', { name: 'Bekijk de koppeling' }).click();
    await expect(colleague.locator('.state-line')).toContainText('ligt bij de klantenservice');
    await colleague.getByRole('button', { name: 'Aanvraag intrekken' }).click();
    await lookOver(colleague, '05d-intrekken', '[role=alertdialog]');
    await colleague.context().close();
  });
});

test.describe('the mail to customer service', () => {
  async function approvalLink(product: Product): Promise<string> {
    const mail = await product.mail(/./, /aangevraagd/i);
    expect(mail.text).toContain('De Voorbeeldschool');
    expect(mail.text).not.toContain(KEY);
    const link = mail.links.find((address) => address.includes('/goedkeuren#'));
    expect(link).toBeTruthy();
    return link ?? '';
  }

  test('changes nothing when its link is opened, however often', async ({ request, browser, product, state }) => {
    await state.requested();
    const link = await approvalLink(product);
    for (let i = 0; i < 3; i++) {
      await request.get(link);
      expect((await request.head(link)).status()).toBe(200);
    }
    const visitor = await newPage(browser);
    const sent: string[] = [];
    visitor.on('request', (r) => sent.push(r.url()));
    await visitor.goto(link);
    await expect(visitor.getByRole('button', { name: 'Goedkeuren' })).toBeVisible();
    await visitor.reload();
    await expect(visitor.getByRole('button', { name: 'Goedkeuren' })).toBeVisible();
    await look(visitor, '06-goedkeuren');
    const token = new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';
    expect(sent.filter((url) => url.split('#')[0]?.includes(token))).toEqual([]);
    await visitor.context().close();

    await open('koppeling');
    await expect(stateLine()).toContainText('ligt bij de klantenservice');
    await look(page, '07-koppeling-aangevraagd');
  });

  test('rejects only with a reason, which the school reads', async ({ browser, product, state }) => {
    await state.requested();
    const visitor = await newPage(browser);
    await visitor.goto(await approvalLink(product));
    await visitor.getByRole('button', { name: 'Afwijzen' }).click();
    await visitor.getByRole('button', { name: 'Afwijzen met deze reden' }).click();
    await expect(visitor.locator('.error-summary')).toContainText('reden');
    await look(visitor, '08-afwijzen');
    await visitor.getByLabel('Reden van afwijzen').fill('De sleutel hoort bij een andere vestiging.');
    await visitor.getByRole('button', { name: 'Afwijzen met deze reden' }).click();
    await expect(visitor.getByRole('heading', { name: /is afgewezen/ })).toBeVisible();
    await look(visitor, '09-afgewezen');
    await visitor.context().close();

    await open('koppeling');
    await expect(stateLine()).toContainText('afgewezen');
    await expect(page.getByText('De sleutel hoort bij een andere vestiging.').first()).toBeVisible();
    await look(page, '10-koppeling-afgewezen');
  });

  test('approves after a new request, and tells a second visitor who decided and when', async ({
    browser,
    product,
    state,
  }) => {
    await state.rejected();
    await open('koppeling');
    await page.getByRole('link', { name: 'Koppeling opnieuw aanvragen' }).click();
    await fillRequest(KEY);
    await button('Aanvragen').click();
    await expect(page.getByRole('heading', { name: /is aangevraagd/ })).toBeVisible();
    const link = await approvalLink(product);
    const inbox = await newPage(browser);
    await inbox.goto('/_local/inbox');
    await inbox
      .getByRole('link', { name: /aangevraagd/i })
      .first()
      .click();
    const opened = inbox.context().waitForEvent('page');
    await inbox.frameLocator('iframe').locator('a[href*="/goedkeuren#"]').click();
    const visitor = await opened;
    expect(visitor.url()).toBe(link);
    await visitor.getByRole('button', { name: 'Goedkeuren' }).click();
    await expect(visitor.getByRole('heading', { name: /is goedgekeurd/ })).toBeVisible();
    await visitor.context().close();

    const second = await newPage(browser);
    await second.goto(link);
    await expect(second.getByRole('heading', { name: /is goedgekeurd/ })).toBeVisible();
    await expect(second.getByText('Wanneer')).toBeVisible();
    await expect(second.locator('dl').first()).toContainText('klantenservice@laslink.example');
    await expect(second.getByRole('button', { name: 'Goedkeuren' })).toHaveCount(0);
    await look(second, '11-goedgekeurd');
    await second.context().close();
  });
});

test.describe('an active link', () => {
  test('is told to the beheerder, and the first fetch has begun by itself', async ({ product, state }) => {
    await state.linked();
    const mail = await product.mail(/verhulst/, /goedgekeurd/i);
    expect(mail.text).toContain('De Voorbeeldschool');

    await open('koppeling');
    await expect(stateLine()).toContainText('actieve koppeling met SchoolOAS');
    await expect(page.getByText(/Ingevuld op/)).toBeVisible();
    await expect(page.getByText('SchoolOAS stuurde gegevens.')).toBeVisible();
    await expect(page.getByText(/^In totaal kijk je er \d+ na/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Ga verder met de import' })).toBeVisible();
    await expect(page.locator('body')).not.toContainText(KEY);
    await look(page, '12-koppeling-actief');
  });

  test('says whether the LAS still answers', async ({ state }) => {
    await state.linked();
    await open('koppeling');
    await button('Test verbinding').click();

    await expect(page.getByText('De verbinding met SchoolOAS werkt')).toBeVisible();
    await expect(page.getByText('er is niets bewaard en niets aangevraagd')).toBeVisible();
  });

  test('keeps a change without new approval, says what is wrong, and logs it', async ({ state }) => {
    await state.linked();
    await open('koppeling');
    const year = await page.getByLabel('Schooljaar').inputValue();
    await page.getByLabel('Schooljaar').fill('2026-2028');
    await button('Wijzigingen opslaan').click();
    await expect(page.locator('.error-summary')).toContainText('schooljaar', { ignoreCase: true });
    await page.getByLabel('Schooljaar').fill(year);
    await button('Wijzigingen opslaan').click();
    await expect(page.getByText('Er is niets gewijzigd.')).toBeVisible();
    await page.getByLabel('Autorisatiesleutel').fill(KEY);
    await button('Wijzigingen opslaan').click();
    await expect(page.getByText('De wijzigingen zijn opgeslagen.')).toBeVisible();

    await page.getByRole('link', { name: 'Logboek' }).click();
    await expect(page.getByText('Koppeling gewijzigd')).toHaveCount(1);
    await expect(page.getByText('gewijzigd: Autorisatiesleutel')).toBeVisible();
    await expect(page.locator('body')).not.toContainText(KEY);
    await look(page, '13-logboek');
  });
});

test.describe('a mail that comes back', () => {
  test('is told on the page of the school until a later mail arrives', async ({ product, state }) => {
    await state.linked();
    const mail = await product.mail(/verhulst/, /goedgekeurd/i);
    await page.goto(`/_local/inbox/${mail.id}`);
    await button('Laat deze mail stuiten').click();
    await expect(page.getByText('Deze mail is gestuit.')).toBeVisible();
    await product.idle();

    await open('koppeling');
    await expect(page.getByRole('heading', { name: 'Mail aan 1 beheerder komt niet aan' })).toBeVisible();
    await expect(page.getByText(/^Sanne Verhulst: de mail van .* kwam terug/)).toBeVisible();
    await look(page, '13b-mail-kwam-terug');
  });
});
