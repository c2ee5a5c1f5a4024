import { expect, type Page } from '@playwright/test';
import { BEHEERDER, BEHEERDER_OF_OTHER, CUSTOMER_SERVICE, look, lookOver, pageOf, SCHOOL, signIn } from './product';
import { sharedPage } from './shared-page';
import { test } from './test';

// A school that was imported: its scores, customer service that looks along, and what every page has.
test.use({ scenario: 'linked-school' });

let page: Page;

const { open, button, stateLine } = sharedPage((shared) => {
  page = shared;
});

test.describe('scores', () => {
  test('are taken, go to the LAS at night, and are shown as received', async ({ product, state }) => {
    await state.imported();
    const las = await product.lasSchool();
    const taken = las.groups[3];
    await page.goto('/_local');
    await page.locator('#group option').first().waitFor({ state: 'attached' });
    await page.locator('#school').selectOption(SCHOOL);
    const groups = await page.locator('#group option').allInnerTexts();
    await page
      .locator('#group')
      .selectOption({ label: groups.find((group) => group.startsWith(`${taken?.name} `)) ?? '' });
    await page.getByRole('button', { name: 'Scores afnemen' }).click();
    await expect(page.locator('#sitting-state')).toContainText('maakten');
    await product.idle();
    await open('scores');
    await expect(page.getByText('Klaar voor vannacht').first()).toBeVisible();
    await look(page, '28-scores-klaar');
    const corrected = las.pupils.find((pupil) => pupil.group === taken?.key);
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

  test('are not sent again the next night', async ({ product, state }) => {
    await state.scoresReceived();
    const before = await product.received();

    await product.night();

    expect(await product.received()).toEqual(before);
    expect(before.filter((result) => result.timesReceived !== 1)).toEqual([]);
  });
});

test.describe('customer service', () => {
  test('decides signed in, and looks along at a school without changing anything', async ({ browser, state }) => {
    await state.linked();
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
  test('speaks English when asked, and says so when a page does not exist', async ({ state }) => {
    await state.linked();
    await open('koppeling');
    await button('English').click();
    await expect(stateLine()).toContainText('You have an active link');
    await look(page, '34-english');
    await button('Nederlands').click();
    await page.goto('/bestaat-niet');
    await expect(page.getByRole('heading', { name: 'Deze pagina is er niet' })).toBeVisible();
    await look(page, '35-niet-gevonden');
  });

  test('is dark when the system is, and holds on a phone', async ({ state }) => {
    await state.imported();
    await state.importOpen();
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

  test('says what did not come, and tries again', async ({ state }) => {
    await state.imported();
    await page.route('**/api/schools/*/roster*', (route) => route.abort());
    await open('leerlingen');
    await expect(page.getByRole('alert')).toContainText('laslink gaf geen antwoord');
    await look(page, '36b-laden-mislukt');

    await page.unroute('**/api/schools/*/roster*');
    await button('Probeer opnieuw').click();
    await expect(page.locator('tbody tr').first()).toBeVisible();
  });

  test('aborts an import, and nothing of the school changes', async ({ state }) => {
    await state.imported();
    await state.importOpen();
    // Of the two new teachers without an address one got it before the import; the other waits.
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

  test('stops a link after a question, and nothing is lost', async ({ state }) => {
    await state.linked();
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
});
