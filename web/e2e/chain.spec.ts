import { expect, type Page, test } from '@playwright/test';
import {
  BEHEERDER,
  BEHEERDER_OF_OTHER,
  CUSTOMER_SERVICE,
  contract,
  KEY,
  look,
  lookOver,
  newPage,
  Product,
  pageOf,
  SCHOOL,
  signIn,
  tabCount,
} from './product';

// The whole chain, as a beheerder of a school walks it: each step goes on where the one before ended.
test.describe.configure({ mode: 'serial' });

let page: Page;
let product: Product;
const blocked: string[] = [];

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  product = await Product.at(await playwright.request.newContext({ baseURL }));
  page = await newPage(browser);
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      blocked.push(message.text());
    }
  });
});

test.afterAll(async () => {
  await page?.context().close();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const stateLine = () => page.locator('.state-line');

async function open(path: string): Promise<void> {
  await page.goto(`/s/${SCHOOL}/${path}`);
  await page.locator('h1').waitFor();
}

async function fillRequest(key: string): Promise<void> {
  await page.getByRole('button', { name: /Type koppeling/ }).click();
  await page.getByRole('option', { name: 'SchoolOAS' }).click();
  await page.getByLabel('Brincode').fill('99XX');
  await page.getByLabel('Dependancecode').fill('00');
  await page.getByLabel('Autorisatiesleutel').fill(key);
}

test.describe('requesting a link', () => {
  test('asks to sign in and comes back to the same page', async () => {
    await page.goto(`/s/${SCHOOL}/koppeling`);
    await signIn(page, BEHEERDER);

    await expect(page).toHaveURL(new RegExp(`/s/${SCHOOL}/koppeling$`));
    await expect(page.locator('.bar-school')).toContainText(SCHOOL);
  });

  test('says that there is no link yet', async () => {
    await expect(stateLine()).toContainText('nog geen koppeling');
    await expect(page.getByText('Nu hebben')).toContainText(/[1-9]\d* leerlingen en [1-9]\d* groepen/);
    await button('Verwijder nummers').click();
    await expect(page.getByRole('alertdialog')).toContainText(/[1-9]\d* leerlingen/);
    await lookOver(page, '01b-koppeling-nummers', '[role=alertdialog]');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Terug' }).click();
    await look(page, '01-koppeling-geen');
  });

  test('opens the form with what is known and says where the key is had', async () => {
    await page.getByRole('link', { name: 'Koppeling aanvragen' }).click();

    await expect(page.getByLabel('Brincode')).toHaveValue('99XX');
    await expect(page.getByLabel('Dependancecode')).toHaveValue('00');
    await expect(page.getByLabel('Schooljaar')).toHaveValue(/^20\d\d-20\d\d$/);
    await expect(page.getByText('Nu hebben')).toContainText(/\d+ leerlingen en \d+ groepen/);
    await look(page, '02-aanvragen');
  });

  test('says per field what is wrong, on top and at the field, and changes nothing', async () => {
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
    await fillRequest(KEY);
    await expect(page.getByText('Vraag de autorisatiesleutel aan bij SchoolOAS')).toBeVisible();
    await button('Aanvragen').click();

    await expect(page.locator('.error-summary')).toContainText('externe nummers');
  });

  test('removes the old numbers after counting them, and no test data', async () => {
    await button('Verwijder nummers').click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText(/\d+ leerlingen/);
    await expect(dialog).toContainText('geen toetsgegevens verwijderd');
    await lookOver(page, '04-nummers', '[role=alertdialog]');
    await dialog.getByRole('button', { name: 'Verwijder nummers' }).click();

    await expect(page.getByText('De oude externe nummers zijn leeg')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Er staan nog externe nummers')).toHaveCount(0);
  });

  test('tests the connection before it is requested, with any kind of LAS, and keeps nothing', async () => {
    await fillRequest('een-andere-sleutel');
    await button('Test verbinding').click();
    await expect(page.getByText('SchoolOAS weigert de verbinding')).toBeVisible();
    await expect(page.getByText('De autorisatiesleutel past niet bij deze school')).toBeVisible();

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
    await expect(page.getByText(/biedt SchoolOAS \d+ groepen, \d+ leerkrachten en \d+ leerlingen/)).toBeVisible();
    await look(page, '05-test-verbinding');
  });

  test('confirms the request on a page of its own, and says at the field that a second one is too late', async ({
    browser,
  }) => {
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
  async function approvalLink(): Promise<string> {
    const mail = await product.mail(/./, /aangevraagd/i);
    expect(mail.text).toContain('De Voorbeeldschool');
    expect(mail.text).not.toContain(KEY);
    const link = mail.links.find((address) => address.includes('/goedkeuren#'));
    expect(link).toBeTruthy();
    return link ?? '';
  }

  test('changes nothing when its link is opened, however often', async ({ request, browser }) => {
    const link = await approvalLink();
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

  test('rejects only with a reason, which the school reads', async ({ browser }) => {
    const visitor = await newPage(browser);
    await visitor.goto(await approvalLink());
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

  test('approves after a new request, and tells a second visitor who decided and when', async ({ browser }) => {
    await page.getByRole('link', { name: 'Koppeling opnieuw aanvragen' }).click();
    await fillRequest(KEY);
    await button('Aanvragen').click();
    await expect(page.getByRole('heading', { name: /is aangevraagd/ })).toBeVisible();
    const link = await approvalLink();
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
  test('is told to the beheerder, and the first fetch has begun by itself', async () => {
    const mail = await product.mail(/verhulst/, /goedgekeurd/i);
    expect(mail.text).toContain('De Voorbeeldschool');

    await open('koppeling');
    await expect(stateLine()).toContainText('actieve koppeling met SchoolOAS');
    await expect(page.getByText(/Ingevuld op/)).toBeVisible();
    await expect(page.getByText('SchoolOAS stuurde gegevens.')).toBeVisible();
    await expect(page.getByText(/gegevens wachten op je beslissing/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Ga verder met de import' })).toBeVisible();
    await expect(page.locator('body')).not.toContainText(KEY);
    await look(page, '12-koppeling-actief');
  });

  test('says whether the LAS still answers', async () => {
    await button('Test verbinding').click();

    await expect(page.getByText('De verbinding met SchoolOAS werkt')).toBeVisible();
    await expect(page.getByText('er is niets bewaard en niets aangevraagd')).toBeVisible();
  });

  test('keeps a change without new approval, says what is wrong, and logs it', async () => {
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
  test('is told on the page of the school until a later mail arrives', async () => {
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

test.describe('the review', () => {
  test('is reached from the mail that asks for it', async () => {
    const mail = await product.mail(/verhulst/, /controleren/i);
    await page.goto('/_local/inbox');
    await page.getByRole('link', { name: mail.subject }).first().click();
    await page.locator('pre a[href*="/importeren"]').click();

    // The mail and the page say the same number.
    const toDecide = /Nog te beslissen: (\d+)/.exec(mail.text)?.[1];
    await expect(stateLine()).toContainText(`${toDecide} gegevens wachten op je beslissing`);
    await expect(page.getByText('zie je als alle groepen en leerlingen gekozen zijn')).toBeVisible();
    await look(page, '14-importeren');
  });

  test('moves a group out and back, and asks about its pupils', async () => {
    await page.locator('.tasks').getByRole('link', { name: 'Groepen' }).click();
    await expect(page.getByRole('tab', { name: /Bestaande groepen koppelen/ })).toBeVisible();
    await look(page, '15-groepen');
    await page.getByRole('tab', { name: /Nieuwe groepen toevoegen/ }).click();
    const before = await tabCount(page, /Nieuwe groepen toevoegen/);
    const row = page.locator('tbody tr').first();
    const name = (await row.locator('th').innerText()).trim();
    await button(`Verplaats ${name}`).click();
    await lookOver(page, '15b-groep-verplaatsen', '.popover');
    await page.getByRole('menuitem', { name: 'Niet importeren' }).click();
    await expect(page.getByRole('tab', { name: /Niet importeren \(1\)/ })).toBeVisible();
    expect(await tabCount(page, /Nieuwe groepen toevoegen/)).toBe(before - 1);
    await expect(page.locator('tbody tr').first().locator(':focus')).toHaveCount(1);

    await page.getByRole('tab', { name: /Niet importeren/ }).click();
    await button(`Verplaats ${name}`).click();
    await page.getByRole('menuitem', { name: 'Nieuw toevoegen' }).click();
    await expect(page.getByRole('tab', { name: /Niet importeren \(0\)/ })).toBeVisible();
    await expect(page.locator('h1')).toBeFocused();
    await look(page, '16-groepen-niet-importeren');
  });

  test('links the groups that have one candidate together, and the rest one by one', async () => {
    await decideAll(/Bestaande groepen koppelen/);
  });

  test('keeps an address that is typed behind a new teacher, and refuses one without form', async () => {
    await open('importeren/leerkrachten');
    await page.getByRole('tab', { name: /Nieuwe leerkrachten toevoegen/ }).click();
    const empty = page.locator('tbody tr').filter({ has: page.locator('input:placeholder-shown') });
    await expect(empty.nth(1)).toBeVisible();
    const name = (await empty.first().locator('th').innerText()).trim();
    const field = page.getByLabel(`E-mailadres van ${name}`);
    await field.fill('geen adres');
    await field.press('Enter');
    await expect(page.getByText('Een e-mailadres heeft de vorm')).toBeVisible();
    await look(page, '17-leerkrachten');
    await field.fill('nieuwe.leerkracht@voorbeeldschool.example');
    await field.press('Tab');
    await expect(page.getByText('Bewaard', { exact: true })).toBeVisible();
    await decideAll(/Bestaande leerkrachten koppelen/);
  });

  test('moves everything a filter shows, with the number in the button', async () => {
    await open('importeren/leerlingen');
    await page.getByRole('tab', { name: /Nieuwe leerlingen toevoegen/ }).click();
    const rows = page.locator('tbody tr');
    await expect(rows.first()).toBeVisible();
    const surname = (await rows.first().locator('th').innerText()).trim().split(' ').at(-1) ?? '';
    await page.getByLabel('Filter op naam of groep').fill(surname);
    await expect(page.locator('.shown')).toContainText(/^[1-9]\d* van/);
    const shown = await rows.count();
    await button(/Selecteer alles wat het filter toont/).click();
    await expect(page.locator('.bulk-bar')).toContainText(`${shown} van`);
    await look(page, '18-leerlingen-nieuw');
    await button(new RegExp(`^${shown} leerling(en)? niet importeren`)).click();
    await expect(page.getByRole('tab', { name: new RegExp(`Niet importeren \\(${shown}\\)`) })).toBeVisible();
    expect(page.url()).not.toContain('?');
    await expect(page.getByLabel('Filter op naam of groep')).toHaveValue('');
    await expect(page.locator('tbody tr').first().locator(':focus')).toHaveCount(1);

    await page.getByRole('tab', { name: /Niet importeren/ }).click();
    await page.getByLabel('Selecteer alle rijen op deze pagina').click({ force: true });
    await button(new RegExp(`^${shown} leerling(en)? nieuw toevoegen`)).click();
    await expect(page.getByRole('tab', { name: /Niet importeren \(0\)/ })).toBeVisible();
  });

  test('changes a match on a page of its own and comes back to the same place', async () => {
    await page.goto(`/s/${SCHOOL}/importeren/leerlingen#lijst=bestaand`);
    const row = page.locator('tbody tr').filter({ hasText: 'Nog te kiezen' }).first();
    const name = (await row.locator('th').innerText()).trim();
    const surname = name.split(' ').at(-1) ?? '';
    await page.getByLabel('Filter op naam of groep').fill(surname);
    await page
      .locator('tbody tr')
      .filter({ hasText: 'Nog te kiezen' })
      .first()
      .getByRole('button', { name: /^Koppeling aanpassen van/ })
      .click();
    await expect(stateLine()).toContainText('Welke bestaande leerling is');
    // Groep 1/2A and Groep 1-2 A are one group, written in two ways.
    await expect(page.getByText('groep gelijk')).toBeVisible();
    await expect(page.getByText('Verschilt')).toHaveCount(0);
    await look(page, '19-koppeling-aanpassen');
    await page.getByLabel('Zoek op naam of groep').fill(surname);
    await page
      .locator('tbody')
      .last()
      .getByRole('button', { name: /^Koppel aan/ })
      .first()
      .click();

    await expect(page).toHaveURL(/importeren\/leerlingen#lijst=bestaand&filter=/);
    await expect(page.getByLabel('Filter op naam of groep')).toHaveValue(surname);
    await expect(page.getByText('Door een beheerder gekozen').first()).toBeVisible();
    await expect(page.locator(':focus')).toHaveAttribute('aria-label', /Koppeling aanpassen van/);
  });

  test('comes back to the same place of a long list, however often', async () => {
    await page.goto(`/s/${SCHOOL}/importeren/leerlingen#lijst=bestaand`);
    const pressed = page
      .locator('tbody tr')
      .nth(20)
      .getByRole('button', { name: /^Koppeling aanpassen van/ });
    await pressed.waitFor();
    await pressed.scrollIntoViewIfNeeded();
    const label = (await pressed.getAttribute('aria-label')) ?? '';
    const scrolled = () => page.evaluate(() => window.scrollY);
    const before = await scrolled();
    expect(before).toBeGreaterThan(500);
    for (let i = 0; i < 3; i++) {
      await button(label).click();
      await expect(stateLine()).toContainText('Welke bestaande leerling is');
      if (i === 1) {
        await page.goBack();
      } else {
        await button('Terug').click();
      }
      await expect(button(label)).toBeFocused();
      await page.waitForFunction((y) => Math.abs(window.scrollY - y) <= 3, before);
    }
    expect(Math.abs((await scrolled()) - before)).toBeLessThanOrEqual(3);
  });

  test('links equal names together, and never who only looks alike', async () => {
    await page.goto(`/s/${SCHOOL}/importeren/leerlingen#lijst=bestaand`);
    const equal = button(/^Koppel \d+ voorstel(len)? met gelijke naam/);
    await equal.click();
    await expect(equal).toHaveCount(0);
    const alike = page.locator('tbody tr').filter({ hasText: /lijkt op|voorletter gelijk/ });
    await expect(alike.first()).toContainText('Nog te kiezen');
    await look(page, '20-leerlingen-bestaand');
  });

  test('cannot be committed while something waits for a choice', async () => {
    await open('importeren/samenvatting');

    await expect(stateLine()).toContainText('nog niet importeren');
    await expect(button('Gegevens importeren')).toBeDisabled();
    await look(page, '21-samenvatting-nog-niet');
    await page.goto(`/s/${SCHOOL}/importeren/leerlingen#lijst=bestaand`);
    await decideAll(/Bestaande leerlingen koppelen/);
  });
});

/** Lets the page ask how the import stands only when told to, so that what it shows meanwhile can be looked at. */
async function holdImport(held: Page): Promise<() => Promise<void>> {
  const asks = `**/api/schools/${SCHOOL}/import`;
  let goOn = () => {};
  const told = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await held.route(asks, async (route) => {
    await told;
    await route.continue().catch(() => {}); // the page may be elsewhere by now
  });
  return async () => {
    goOn();
    await held.unroute(asks);
  };
}

/** Links every proposal that is certain, then the others: to who has the same name, else the first, else as new. */
async function decideAll(tab: RegExp): Promise<void> {
  await page.getByRole('tab', { name: tab }).click();
  const certain = button(/^Koppel \d+ voorstel(len)? met gelijke naam/);
  const toChoose = page.locator('tbody tr').filter({ hasText: 'Nog te kiezen' });
  await expect(page.locator('table')).toBeVisible();
  if ((await certain.count()) > 0) {
    await certain.click();
    await expect(certain).toHaveCount(0);
  }
  // The tab counts what waits on every page of the table.
  const waits = async () => /nog te kiezen/.test(await page.getByRole('tab', { name: tab }).innerText());
  while (await waits()) {
    await expect(toChoose.first()).toBeVisible();
    const left = await toChoose.count();
    const id = (await toChoose.first().getAttribute('id')) ?? '';
    const row = page.locator(`[id="${id}"]`);
    const name = (await row.locator('th').innerText()).trim();
    const same = row.getByRole('button', { name: `Koppel ${name} aan ${name}`, exact: true });
    const any = row.getByRole('button', { name: /^Koppel .* aan / });
    await ((await same.count()) > 0 ? same : any).first().click();
    const refused = page.getByRole('alert');
    await expect(async () => {
      expect((await toChoose.count()) < left || (await refused.count()) > 0).toBe(true);
    }).toPass({ timeout: 20_000 });
    if ((await toChoose.count()) === left) {
      await page
        .locator(`[id="${id}"]`)
        .getByRole('button', { name: /^Verplaats/ })
        .click();
      await page.getByRole('menuitem', { name: 'Nieuw toevoegen' }).click();
      await expect(page.locator(`[id="${id}"]`)).toHaveCount(0);
    }
  }
}

test.describe('the import', () => {
  let kept = '';
  let leaving = '';

  test('is summed up with the names of who would become inactive', async () => {
    await open('importeren/samenvatting');

    await expect(stateLine()).toContainText('Dit gebeurt er');
    await expect(page.getByRole('columnheader', { name: 'Te wijzigen' })).toBeVisible();
    await expect(page.getByRole('heading', { name: /leerkracht(en)? zonder e-mailadres/ })).toBeVisible();
    const leavers = page.locator('.stacks tbody tr');
    expect(await leavers.count()).toBeGreaterThan(1);
    kept = (await leavers.first().locator('th').innerText()).trim();
    leaving = (await leavers.nth(1).locator('th').innerText()).trim();
    await look(page, '22-samenvatting');
    const stored = page.waitForResponse((answer) => answer.url().endsWith('/import/decisions'));
    await leavers.first().getByText('Houd actief').click();
    await stored;
  });

  test('keeps the choice that a pupil stays active, whoever leaves the page', async () => {
    const box = page.getByRole('checkbox', { name: `Houd actief ${kept}` });
    await page.reload();
    await expect(box).toBeChecked();
    await page.getByRole('link', { name: 'Wijzigen' }).click();
    await expect(page.getByText(/leerling(en)? zou(den)? inactief worden/)).toBeVisible();
    await page.getByRole('link', { name: 'Naar de samenvatting' }).click();
    await expect(box).toBeChecked();
  });

  test('can be aborted after a question', async () => {
    await button('Import afbreken').click();
    await expect(page.getByRole('alertdialog')).toContainText('verandert niets');
    await lookOver(page, '22c-afbreken', '[role=alertdialog]');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Terug' }).click();
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
  });

  test('says who changed what when the press comes too late, and imports nothing', async ({ browser }) => {
    const colleague = await pageOf(browser, BEHEERDER, `/s/${SCHOOL}/importeren/samenvatting`);
    const box = colleague.getByText('Houd actief').nth(1);
    for (let i = 0; i < 2; i++) {
      const stored = colleague.waitForResponse((answer) => answer.url().endsWith('/import/decisions'));
      await box.click();
      await stored;
    }
    await colleague.context().close();
    await button('Gegevens importeren').click();

    const notice = page.getByRole('alert');
    await expect(notice).toContainText('Er is niets geïmporteerd');
    await expect(notice).toContainText(/Verhulst veranderde keuzes in deze import \(.*\d\d:\d\d\)/);
    await look(page, '22b-te-laat');
  });

  test('is committed with the second press, and ends with a receipt', async () => {
    const goOn = await holdImport(page);
    await button('Gegevens importeren').click();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await look(page, '22d-bezig-met-importeren');
    await goOn();

    await expect(page.getByRole('heading', { name: 'De gegevens zijn geïmporteerd' })).toBeVisible({ timeout: 60_000 });
    await look(page, '23-kwitantie');
    const mail = await product.mail(/verhulst/, /geïmporteerd/i);
    expect(mail.text).toContain('SchoolOAS');
    await open('koppeling');
    await expect(page.getByRole('heading', { name: 'Gegevens wijzigen' })).toBeVisible();
    await expect(page.getByText('komt niet aan')).toHaveCount(0);
  });

  test('leaves active and inactive pupils with their code, and an inactive one can be made active', async () => {
    await page.getByRole('link', { name: 'Leerlingen', exact: true }).click();
    await expect(page.getByText('LAS-code').first()).toBeVisible();
    await look(page, '24-leerlingen-actief');
    await page.getByLabel('Filter op naam').fill(kept);
    await expect(page.locator('tbody tr').first()).toContainText(kept);

    await page.getByRole('tab', { name: /Inactief/ }).click();
    await page.getByLabel('Filter op naam').fill(leaving);
    await expect(page.locator('tbody tr').first()).toContainText(leaving);
    await look(page, '25-leerlingen-inactief');
    await button(`Maak ${leaving} actief`).first().click();
    await expect(page.getByText(`${leaving} is weer actief.`)).toBeVisible();
    await page.getByRole('tab', { name: /^Actief/ }).click();
    await button(`Maak ${leaving} inactief`).first().click();
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText('De toetsresultaten blijven bewaard');
    await lookOver(page, '25b-maak-inactief', '[role=alertdialog]');
    await question.getByRole('button', { name: 'Terug' }).click();
    await expect(page.locator('tbody tr').first()).toContainText(leaving);
    await button(`Maak ${leaving} inactief`).first().click();
    await question.getByRole('button', { name: 'Maak inactief' }).click();
    await expect(page.getByText(`${leaving} is inactief.`)).toBeVisible();
    await page.getByRole('tab', { name: /Inactief/ }).click();
    await button(`Maak ${leaving} actief`).first().click();
    await expect(page.getByText(`${leaving} is weer actief.`)).toBeVisible();
  });
});

test.describe('a change in the LAS', () => {
  let corrected = '';
  let left = '';

  test('updates known records by itself; what is new and who left wait, by name', async () => {
    const las = await product.lasSchool();
    const [first, second] = las.pupils.filter((pupil) => pupil.group === las.groups[3]?.key);
    if (!first || !second || !las.groups[3]) {
      throw new Error('the LAS has pupils in its fourth group');
    }
    corrected = 'Wijzigmans';
    left = second.surname ?? '';
    await product.edit({ kind: 'pupil-corrected', pupil: first.key, surname: corrected });
    await product.edit({ kind: 'pupil-leaves', pupil: second.key });
    await product.edit({
      kind: 'pupil-arrives',
      firstName: 'Nieuwkomertje',
      surname: 'Verhuisd',
      born: '2017-03-09',
      group: las.groups[3].key,
      year: '4',
      withEckId: true,
    });
    await product.edit({ kind: 'group-renamed', group: las.groups[3].key, name: 'De Zeilboot' });
    await open('koppeling');
    const goOn = await holdImport(page);
    await button('Gegevens importeren').click();
    await expect(page).toHaveURL(/importeren$/);
    await expect(page.getByRole('progressbar')).toBeVisible();
    await look(page, '25c-bezig-met-ophalen');
    await goOn();
    await expect(page.locator('.tasks')).toBeVisible({ timeout: 60_000 });
    await look(page, '26-importeren-opnieuw');
    await product.idle();

    await open('leerlingen');
    await page.getByLabel('Filter op naam').fill(corrected);
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await expect(page.locator('tbody tr')).toContainText('De Zeilboot');
    await open('importeren/leerlingen');
    await expect(page.locator('tbody')).toContainText('Nieuwkomertje');
    await open('importeren/samenvatting');
    await expect(page.locator('.stacks tbody')).toContainText(left);
  });

  for (const [fault, title, text] of [
    ['wrong-key', 'is niet gelukt', 'De autorisatiesleutel klopt niet'],
    ['unavailable', 'is niet gelukt', 'is tijdelijk niet beschikbaar. Wij proberen het opnieuw op'],
    ['cut-short', 'is niet gelukt', 'antwoord dat wij niet kunnen gebruiken'],
    ['no-data', 'vond geen gegevens van deze school', 'geen gegevens zijn'],
    ['no-changes', 'had geen nieuwe gegevens', 'niets is veranderd'],
  ] as const) {
    test(`changes nothing when the answer is ${fault}`, async () => {
      await product.fault(fault);
      await open('importeren');
      await button('Opnieuw gegevens ophalen').click();
      await product.idle();
      await product.fault('none');

      await expect(page.getByText(text)).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      await expect(page.locator('main')).not.toContainText('weigerde de vraag');
      await expect(page.getByText('Er is niets veranderd en niemand is inactief gemaakt.')).toBeVisible();
      if (fault !== 'no-changes') {
        await expect(stateLine()).toContainText('Dit zijn nog de gegevens van');
      }
      await look(page, `27-${fault}`);
      if (fault === 'wrong-key') {
        await page.getByRole('link', { name: 'Naar de gegevens van de koppeling' }).click();
        await expect(page.getByLabel('Autorisatiesleutel')).toBeFocused();
      }
      await open('importeren/leerlingen');
      await expect(page.locator('tbody')).toContainText('Nieuwkomertje');
    });
  }

  test('is committed when the beheerder has chosen', async () => {
    await open('importeren/samenvatting');
    await button('Gegevens importeren').click();

    await expect(page.getByRole('heading', { name: 'De gegevens zijn geïmporteerd' })).toBeVisible({ timeout: 60_000 });
    await open('leerlingen');
    await page.getByLabel('Filter op naam').fill('Nieuwkomertje');
    await expect(page.locator('tbody tr')).toHaveCount(1);
  });

  test('of the school year is kept, and is logged', async () => {
    await open('koppeling');
    const year = await page.getByLabel('Schooljaar').inputValue();
    const next = year.replace(/\d+/g, (part) => `${Number(part) + 1}`);
    for (const wanted of [next, year]) {
      await page.getByLabel('Schooljaar').fill(wanted);
      await button('Wijzigingen opslaan').click();
      await expect(page.getByText('De wijzigingen zijn opgeslagen.')).toBeVisible();
      await page.reload();
      await expect(page.getByLabel('Schooljaar')).toHaveValue(wanted);
    }
    await open('logboek');
    await expect(page.getByText('gewijzigd: Schooljaar')).toHaveCount(2);
  });
});

test.describe('scores', () => {
  test('are taken, go to the LAS at night, and are shown as received', async () => {
    await page.goto('/_local');
    await page.locator('#group option').first().waitFor({ state: 'attached' });
    await page.locator('#school').selectOption(SCHOOL);
    const groups = await page.locator('#group option').allInnerTexts();
    await page.locator('#group').selectOption({ label: groups.find((group) => group.startsWith('De Zeilboot')) ?? '' });
    await page.getByRole('button', { name: 'Scores afnemen' }).click();
    await expect(page.locator('#sitting-state')).toContainText('maakten');
    await product.idle();
    await open('scores');
    await expect(page.getByText('Klaar voor vannacht').first()).toBeVisible();
    await look(page, '28-scores-klaar');
    const corrected = (await product.lasSchool()).pupils.find((pupil) => pupil.surname === 'Wijzigmans');
    await product.edit({ kind: 'pupil-corrected', pupil: corrected?.key, surname: 'Nachtegaal' });

    await page.goto('/_local');
    await button('Nacht draaien').click();
    await expect(page.locator('#night-state')).toContainText('De nacht is klaar', { timeout: 110_000 });

    await open('leerlingen');
    await page.getByLabel('Filter op naam').fill('Nachtegaal');
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await open('scores');
    await expect(page.getByText('Ontvangen').first()).toBeVisible();
    await look(page, '29-scores-ontvangen');
    expect((await product.received()).length).toBeGreaterThan(0);
  });

  test('are not sent again the next night', async () => {
    const before = await product.received();

    await product.night();

    expect(await product.received()).toEqual(before);
    expect(before.filter((result) => result.timesReceived !== 1)).toEqual([]);
  });
});

test.describe('customer service', () => {
  test('decides signed in, and looks along at a school without changing anything', async ({ browser }) => {
    const other = await pageOf(browser, BEHEERDER_OF_OTHER, '/s/98YY-00/koppeling/aanvragen');
    await other.getByLabel('Brincode').waitFor();
    if ((await other.getByRole('button', { name: 'Verwijder nummers' }).count()) > 0) {
      await other.getByRole('button', { name: 'Verwijder nummers' }).click();
      await other.getByRole('alertdialog').getByRole('button', { name: 'Verwijder nummers' }).click();
      await expect(other.getByText('De oude externe nummers zijn leeg')).toBeVisible({ timeout: 60_000 });
    }
    await other.getByRole('button', { name: /Type koppeling/ }).click();
    await other.getByRole('option', { name: 'SchoolOAS' }).click();
    await other.getByLabel('Autorisatiesleutel').fill('demo-sleutel-98YY-00');
    await other.getByRole('button', { name: 'Aanvragen' }).click();
    await expect(other.getByRole('heading', { name: /is aangevraagd/ })).toBeVisible();
    await other.goto(`/s/${SCHOOL}/leerlingen`);
    await expect(other.getByText('geen toegang')).toBeVisible();
    await expect(other.getByRole('link', { name: 'Naar de beginpagina' })).toBeVisible();
    await look(other, '30-geen-toegang');
    await other.context().close();

    const service = await pageOf(browser, CUSTOMER_SERVICE, '/');
    await expect(service).toHaveURL(/\/aanvragen$/);
    await look(service, '31-aanvragen');
    await service.getByRole('button', { name: /^Goedkeuren: De Kleine Linde/ }).click();
    await expect(service.getByRole('heading', { name: /is goedgekeurd/ })).toBeVisible();
    await service.getByRole('link', { name: 'Scholen' }).click();
    await expect(service.locator('tbody tr')).toHaveCount(2);
    await look(service, '32-scholen');
    await service.getByRole('link', { name: 'De Voorbeeldschool' }).click();
    await expect(service.getByText('Je kijkt mee bij De Voorbeeldschool')).toBeVisible();
    await expect(service.getByRole('button', { name: 'Gegevens importeren' })).toHaveCount(0);
    await expect(service.getByRole('button', { name: 'Koppeling stoppen' })).toHaveCount(0);
    await look(service, '33-school-van-een-ander');
    await service.context().close();
  });
});

test.describe('the rest of the app', () => {
  test('speaks English when asked, and says so when a page does not exist', async () => {
    await open('koppeling');
    await button('English').click();
    await expect(stateLine()).toContainText('You have an active link');
    await look(page, '34-english');
    await button('Nederlands').click();
    await page.goto('/bestaat-niet');
    await expect(page.getByRole('heading', { name: 'Deze pagina is er niet' })).toBeVisible();
    await look(page, '35-niet-gevonden');
  });

  test('is dark when the system is, and holds on a phone', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 320, height: 700 });
    for (const path of [
      'koppeling',
      'importeren',
      'importeren/leerkrachten',
      'importeren/samenvatting',
      'leerlingen',
      'scores',
      'logboek',
    ]) {
      await open(path);
      await expect(page.getByText('Bezig met laden')).toHaveCount(0);
      await look(page, `36-donker-smal-${path.replace('/', '-')}`);
      if (path === 'importeren') {
        await expect(page.getByRole('img', { name: /^Hoe ver de import is/ })).toHaveCount(1);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
    await open('importeren/leerkrachten');
    await button(/^Koppeling aanpassen van/)
      .first()
      .click();
    await expect(stateLine()).toContainText('Welke bestaande leerkracht is');
    await look(page, '36-donker-smal-koppeling-aanpassen');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    for (const path of ['/_local', '/_local/inbox']) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('says what did not come, and tries again', async () => {
    await page.route('**/api/schools/*/roster*', (route) => route.abort());
    await open('leerlingen');
    await expect(page.getByRole('alert')).toContainText('laslink gaf geen antwoord');
    await look(page, '36b-laden-mislukt');

    await page.unroute('**/api/schools/*/roster*');
    await button('Probeer opnieuw').click();
    await expect(page.locator('tbody tr').first()).toBeVisible();
  });

  test('aborts an import, and nothing of the school changes', async () => {
    // The nights left one open: a new teacher without an address waits.
    await open('importeren');
    await expect(stateLine()).toContainText('Er is niets te importeren. 1 leerkracht wacht op een e-mailadres.');
    await expect(page.getByText('Niets te doen')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Naar de samenvatting' })).toHaveCount(0);
    await open('importeren/samenvatting');
    await button('Import afbreken').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Import afbreken' }).click();

    await expect(page.getByText('De vorige import is afgebroken.')).toBeVisible();
    await look(page, '39-afgebroken');
  });

  test('stops a link after a question, and nothing is lost', async () => {
    await open('koppeling');
    await button('Koppeling stoppen').click();
    await lookOver(page, '37b-stoppen', '[role=alertdialog]');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Koppeling stoppen' }).click();

    await expect(stateLine()).toContainText('is gestopt');
    await look(page, '37-gestopt');
    await open('importeren');
    await expect(page.locator('h1')).toHaveText('Importeren');
  });

  test('says that the session ended, and comes back to the same place', async () => {
    await open('leerlingen');
    await page.evaluate(() => {
      for (const name of Object.keys(sessionStorage)) {
        if (name.startsWith('oidc.')) {
          sessionStorage.removeItem(name);
        }
      }
    });
    await page.getByRole('link', { name: 'Scores' }).click();
    await expect(page.getByRole('heading', { name: 'Je sessie is afgelopen' })).toBeVisible();
    await look(page, '38-sessie-afgelopen');
    await button('Opnieuw inloggen').click();
    await signIn(page, BEHEERDER);
    await expect(page).toHaveURL(new RegExp(`/s/${SCHOOL}/scores$`));
  });

  test('never needed what its content security policy refuses', () => {
    expect(blocked).toEqual([]);
  });
});

test('everything that these pages asked and got fits the contract', async () => {
  await contract.settled();

  expect(contract.faults).toEqual([]);
  expect(contract.unused()).toEqual([]);
  expect(contract.unasked()).toEqual([]);
});
