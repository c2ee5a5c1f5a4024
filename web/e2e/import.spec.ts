import { expect, type Page } from '@playwright/test';
import { BEHEERDER, look, lookOver, openTab, type Product, pageOf, SCHOOL, tabCount } from './product';
import { sharedPage } from './shared-page';
import { type StartingState, TYPED_EMAIL } from './starting-state';
import { test } from './test';

// From the rows of the LAS to the imported school, and what a later fetch brings.
test.use({ scenario: 'import' });

let page: Page;

const { open, button, stateLine } = sharedPage((shared) => {
  page = shared;
});

test.describe('the review', () => {
  test('is reached from the mail that asks for it', async ({ product, state }) => {
    await state.importOpen();
    const mail = await product.mail(/verhulst/, /controleren/i);
    await page.goto('/_local/inbox');
    await page.getByRole('link', { name: mail.subject }).first().click();
    await page.locator('pre a[href*="/importeren"]').click();

    // The mail and the page say the same number.
    const toDecide = /Nog te beslissen: (\d+)/.exec(mail.text)?.[1];
    await expect(stateLine()).toContainText(
      /^Nog \d+ te kiezen: \d+ groep(en)?, \d+ leerkracht(en)? en \d+ leerling(en)?$/,
    );
    await expect(page.getByText(`In totaal kijk je er ${toDecide} na: `)).toBeVisible();
    await expect(page.getByText('zie je zodra je alles hebt gekozen')).toBeVisible();
    await look(page, '14-importeren');
  });

  test('moves a group out and back, with its pupils', async ({ state }) => {
    await state.importOpen();
    await open('importeren');
    await page.locator('.tasks').getByRole('link', { name: 'Groepen' }).click();
    await expect(page.getByRole('tab', { name: /Bestaande groepen koppelen/ })).toBeVisible();
    await look(page, '15-groepen');
    await openTab(page, /Nieuwe groepen toevoegen/);
    const before = await tabCount(page, /Nieuwe groepen toevoegen/);
    const row = page.locator('tbody tr').first();
    const name = (await row.locator('th').innerText()).trim();
    await button(`Verplaats ${name}`).click();
    await lookOver(page, '15b-groep-verplaatsen', '.popover');
    await page.getByRole('menuitem', { name: 'Niet importeren' }).click();
    await expect(page.getByRole('tab', { name: /Niet importeren \(1\)/ })).toBeVisible();
    expect(await tabCount(page, /Nieuwe groepen toevoegen/)).toBe(before - 1);
    await expect(page.locator('tbody tr').first().locator(':focus')).toHaveCount(1);

    await openTab(page, /Niet importeren/);
    await button(`Verplaats ${name}`).click();
    await page.getByRole('menuitem', { name: 'Nieuw toevoegen' }).click();
    await expect(page.getByRole('tab', { name: /Niet importeren \(0\)/ })).toBeVisible();
    await expect(page.locator('h1')).toBeFocused();
    await look(page, '16-groepen-niet-importeren');
  });

  test('links the groups that have one candidate together, and the rest one by one', async ({ state }) => {
    await state.importOpen();
    await open('importeren/groepen');
    await decideAll(/Bestaande groepen koppelen/);
  });

  test('keeps an address that is typed behind a new teacher, and refuses one without form', async ({ state }) => {
    await state.importOpen();
    await open('importeren/leerkrachten');
    await openTab(page, /Nieuwe leerkrachten toevoegen/);
    const empty = page.locator('tbody tr').filter({ has: page.locator('input:placeholder-shown') });
    await expect(empty.nth(1)).toBeVisible();
    const name = (await empty.first().locator('th').innerText()).trim();
    const field = page.getByLabel(`E-mailadres van ${name}`);
    await field.fill('geen adres');
    await field.press('Enter');
    await expect(page.getByText('Een e-mailadres heeft de vorm')).toBeVisible();
    await look(page, '17-leerkrachten');
    await field.fill(TYPED_EMAIL);
    await field.press('Tab');
    await expect(page.getByText('Bewaard', { exact: true })).toBeVisible();
    await decideAll(/Bestaande leerkrachten koppelen/);
  });

  test('moves everything a filter shows, with the number in the button', async ({ state }) => {
    await state.allChosen(['group', 'teacher']);
    await open('importeren/leerlingen');
    await expect(page.getByRole('heading', { name: 'Dit is zeker' })).toBeVisible();
    await look(page, '18a-leerlingen-eerst-bekijken');
    await open('importeren/leerlingen#lijst=nieuw');
    await expect(page.getByRole('tab', { name: /Nieuwe leerlingen toevoegen/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    const rows = page.locator('tbody tr');
    await expect(rows.first()).toBeVisible();
    const surname = (await rows.first().locator('th').innerText()).trim().split(' ').at(-1) ?? '';
    await page.getByLabel('Filter op naam of groep').fill(surname);
    await expect(rows.filter({ hasNotText: surname })).toHaveCount(0);
    const shown = await rows.count();
    await button(/Selecteer alles wat het filter toont/).click();
    await expect(page.locator('.bulk-bar')).toContainText(`${shown} van`);
    await look(page, '18-leerlingen-nieuw');
    await button(new RegExp(`^${shown} leerling(en)? niet importeren`)).click();
    await expect(page.getByRole('tab', { name: new RegExp(`Niet importeren \\(${shown}\\)`) })).toBeVisible();
    expect(page.url()).not.toContain('?');
    await expect(page.getByLabel('Filter op naam of groep')).toHaveValue('');
    const result = page.locator('.result');
    await expect(result).toBeFocused();
    await expect(result).toBeInViewport();
    await look(page, '18b-leerlingen-niet-importeren');
    await button('Ongedaan maken').click();
    await expect(result).toContainText('Ongedaan gemaakt');
    await expect(page.getByRole('tab', { name: /Niet importeren \(0\)/ })).toBeVisible();
    await page.getByLabel('Filter op naam of groep').fill(surname);
    await expect(rows.filter({ hasNotText: surname })).toHaveCount(0);
    await button(/Selecteer alles wat het filter toont/).click();
    await button(new RegExp(`^${shown} leerling(en)? niet importeren`)).click();

    await openTab(page, /Niet importeren/);
    await page.getByLabel('Selecteer alle rijen op deze pagina').click({ force: true });
    await button(new RegExp(`^${shown} leerling(en)? nieuw toevoegen`)).click();
    await expect(page.getByRole('tab', { name: /Niet importeren \(0\)/ })).toBeVisible();
  });

  test('changes a match on a page of its own and comes back to the same place', async ({ state }) => {
    await state.allChosen(['group', 'teacher']);
    await page.goto(`/s/${SCHOOL}/importeren/leerlingen#lijst=bestaand`);
    const row = page.locator('tbody tr').filter({ hasText: 'Nog te kiezen' }).first();
    const name = (await row.locator('th').innerText()).trim();
    const surname = name.split(' ').at(-1) ?? '';
    await page.getByLabel('Filter op naam of groep').fill(surname);
    await expect(page.locator('tbody tr').filter({ hasNotText: surname })).toHaveCount(0);
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

  test('comes back to the same place of a long list, however often', async ({ state }) => {
    await state.allChosen(['group', 'teacher']);
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

  test('links equal names together, and never who only looks alike', async ({ state }) => {
    await state.allChosen(['group', 'teacher']);
    await page.goto(`/s/${SCHOOL}/importeren/leerlingen#lijst=bestaand`);
    const equal = button(/^Koppel \d+ voorstel(len)? met gelijke naam/);
    await equal.click();
    await expect(equal).toHaveCount(0);
    const alike = page.locator('tbody tr').filter({ hasText: /lijkt erop|voorletter gelijk/ });
    await expect(alike.first()).toContainText('Nog te kiezen');
    await look(page, '20-leerlingen-bestaand');
  });

  test('cannot be committed while something waits for a choice', async ({ state }) => {
    await state.allChosen(['group', 'teacher']);
    await open('importeren/samenvatting');

    await expect(stateLine()).toContainText('nog niet importeren');
    await expect(button('Gegevens importeren')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Verder met Leerlingen' })).toBeVisible();
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
  await openTab(page, tab);
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
      await page.getByRole('button', { name: 'Toch nieuw toevoegen' }).click();
      await expect(page.locator(`[id="${id}"]`)).toHaveCount(0);
    }
  }
}

type Leaver = { pupilId: string; name: string };

test.describe('the import', () => {
  let kept: Leaver;
  let leaving: Leaver;

  test.beforeAll(async ({ state }) => {
    await state.allChosen();
    const [first, second] = (await state.summary()).leavers;
    if (!first || !second) {
      throw new Error('two pupils leave');
    }
    [kept, leaving] = [first, second];
  });

  test('is summed up with the names of who would become inactive', async () => {
    await open('importeren/samenvatting');

    await expect(stateLine()).toContainText('Dit gebeurt er');
    await expect(page.getByRole('columnheader', { name: 'Te wijzigen' })).toBeVisible();
    await expect(page.getByRole('heading', { name: /leerkracht(en)? zonder e-mailadres/ })).toBeVisible();
    const leavers = page.locator('.stacks tbody tr');
    expect(await leavers.count()).toBeGreaterThan(1);
    await expect(leavers.first().locator('th')).toHaveText(kept.name);
    await expect(leavers.nth(1).locator('th')).toHaveText(leaving.name);
    await look(page, '22-samenvatting');
    const stored = page.waitForResponse((answer) => answer.url().endsWith('/import/decisions'));
    await leavers.first().getByText('Houd actief').click();
    await stored;
  });

  test('keeps the choice that a pupil stays active, whoever leaves the page', async ({ state }) => {
    await state.keptActive(kept.pupilId);
    const box = page.getByRole('checkbox', { name: `Houd actief ${kept.name}` });
    await open('importeren/samenvatting');
    await expect(box).toBeChecked();
    await page.getByRole('link', { name: 'Wijzigen' }).click();
    await expect(page.getByText(/leerling(en)? zou(den)? inactief worden/)).toBeVisible();
    await page.getByRole('link', { name: 'Naar de samenvatting' }).click();
    await expect(box).toBeChecked();
  });

  test('can be aborted after a question', async () => {
    await open('importeren/samenvatting');
    await button('Import afbreken').click();
    await expect(page.getByRole('alertdialog')).toContainText('verandert niets');
    await lookOver(page, '22c-afbreken', '[role=alertdialog]');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Terug' }).click();
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
  });

  test('says who changed what when the press comes too late, and is committed with the second press', async ({
    browser,
    product,
    state,
  }) => {
    await state.keptActive(kept.pupilId);
    await product.bounce(await product.mail(/verhulst/, /controleren/i));
    await open('importeren/samenvatting');
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
    await expect(page.getByRole('heading', { name: 'Koppeling wijzigen' })).toBeVisible();
    await expect(page.getByText('komt niet aan')).toHaveCount(0);
  });

  test('leaves active and inactive pupils with their code, and an inactive one can be made active', async ({
    state,
  }) => {
    await state.imported(kept.pupilId);
    await open('koppeling');
    await page.getByRole('link', { name: 'Leerlingen', exact: true }).click();
    await expect(page.getByText('LAS-code').first()).toBeVisible();
    await look(page, '24-leerlingen-actief');
    await page.getByLabel('Filter op naam').fill(kept.name);
    await expect(page.locator('tbody tr').first()).toContainText(kept.name);

    await openTab(page, /Inactief/);
    await page.getByLabel('Filter op naam').fill(leaving.name);
    await expect(page.locator('tbody tr').first()).toContainText(leaving.name);
    await look(page, '25-leerlingen-inactief');
    await button(`Maak ${leaving.name} actief`).first().click();
    await expect(page.getByText(`${leaving.name} is weer actief.`)).toBeVisible();
    await openTab(page, /^Actief/);
    await button(`Maak ${leaving.name} inactief`).first().click();
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText('De toetsresultaten blijven bewaard');
    await lookOver(page, '25b-maak-inactief', '[role=alertdialog]');
    await question.getByRole('button', { name: 'Terug' }).click();
    await expect(page.locator('tbody tr').first()).toContainText(leaving.name);
    await button(`Maak ${leaving.name} inactief`).first().click();
    await question.getByRole('button', { name: 'Maak inactief' }).click();
    await expect(page.getByText(`${leaving.name} is inactief.`)).toBeVisible();
    await openTab(page, /Inactief/);
    await button(`Maak ${leaving.name} actief`).first().click();
    await expect(page.getByText(`${leaving.name} is weer actief.`)).toBeVisible();
  });
});

/** In the LAS a name is corrected, one pupil leaves, one arrives and a group is renamed; answers who leaves. */
async function changeSchool(product: Product): Promise<string> {
  const las = await product.lasSchool();
  const arrived = 'Nieuwkomertje';
  if (las.pupils.some((pupil) => pupil.firstName === arrived)) {
    return '';
  }
  const [first, second] = las.pupils.filter((pupil) => pupil.group === las.groups[3]?.key);
  if (!first || !second || !las.groups[3]) {
    throw new Error('the LAS has pupils in its fourth group');
  }
  await product.edit({ kind: 'pupil-corrected', pupil: first.key, surname: 'Wijzigmans' });
  await product.edit({ kind: 'pupil-leaves', pupil: second.key });
  await product.edit({
    kind: 'pupil-arrives',
    firstName: arrived,
    surname: 'Verhuisd',
    born: '2017-03-09',
    group: las.groups[3].key,
    year: '4',
    withEckId: true,
  });
  await product.edit({ kind: 'group-renamed', group: las.groups[3].key, name: 'De Zeilboot' });
  return second.surname ?? '';
}

async function stageChanges(product: Product, state: StartingState): Promise<void> {
  await state.imported();
  await changeSchool(product);
  await state.importOpen();
}

test.describe('a change in the LAS', () => {
  const corrected = 'Wijzigmans';

  test('updates known records by itself; what is new and who left wait, by name', async ({ product, state }) => {
    await state.imported();
    const left = await changeSchool(product);
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
    await open('importeren/leerlingen#lijst=nieuw');
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
    test(`changes nothing when the answer is ${fault}`, async ({ product, state }) => {
      await stageChanges(product, state);
      await product.fault(fault);
      await open('importeren');
      await button('Opnieuw gegevens ophalen').click();
      await product.idle();
      await product.fault('none');

      // The list of earlier contacts says it too.
      await expect(page.locator('main p', { hasText: text })).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      await expect(page.locator('main')).not.toContainText('weigerde de vraag');
      await expect(page.getByText('Er is niets veranderd en niemand is inactief gemaakt.')).toBeVisible();
      if (fault !== 'no-changes') {
        await expect(stateLine()).toContainText('Dit zijn nog de gegevens van');
      }
      await look(page, `27-${fault}`);
      if (fault === 'wrong-key') {
        await page.getByRole('alert').getByRole('link', { name: 'Naar de velden van de koppeling' }).click();
        await expect(page.getByLabel('Autorisatiesleutel')).toBeFocused();
      }
      await open('importeren/leerlingen#lijst=nieuw');
      await expect(page.locator('tbody')).toContainText('Nieuwkomertje');
    });
  }

  test('is committed when the beheerder has chosen', async ({ product, state }) => {
    await stageChanges(product, state);
    await open('importeren/samenvatting');
    await button('Gegevens importeren').click();

    await expect(page.getByRole('heading', { name: 'De gegevens zijn geïmporteerd' })).toBeVisible({ timeout: 60_000 });
    await open('leerlingen');
    await page.getByLabel('Filter op naam').fill('Nieuwkomertje');
    await expect(page.locator('tbody tr')).toHaveCount(1);
  });

  test('of the school year is kept, and is logged', async ({ state }) => {
    await state.linked();
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
