import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import {
  BEHEERDER,
  CUSTOMER_SERVICE,
  expectHelp,
  helpOf,
  look,
  lookAtMail,
  lookOver,
  newPage,
  type Product,
  pageOf,
  SCHOOL,
  signIn,
} from './product';
import { test } from './test';

// The screens that nobody passes on the way to an import.
test.use({ scenario: 'screens' });

test.beforeAll(async ({ state }) => {
  await state.rejected(); // so that there is a mail of each kind
  await state.scoresReceived();
});

/** An address for each path of the route table. */
const ADDRESSES: Record<string, string> = {
  '/aanmelden': '/aanmelden?state=vreemd&code=niets',
  '/goedkeuren': '/goedkeuren',
  aanvragen: '/aanvragen',
  scholen: '/scholen',
  's/:school': `/s/${SCHOOL}`,
  koppeling: `/s/${SCHOOL}/koppeling`,
  'koppeling/aanvragen': `/s/${SCHOOL}/koppeling/aanvragen`,
  importeren: `/s/${SCHOOL}/importeren`,
  'importeren/samenvatting': `/s/${SCHOOL}/importeren/samenvatting`,
  'importeren/:kind': `/s/${SCHOOL}/importeren/groepen`,
  'importeren/:kind/:row': `/s/${SCHOOL}/importeren/leerlingen/rij`,
  'importeren/eerder': `/s/${SCHOOL}/importeren/eerder`,
  'importeren/eerder/:commit': `/s/${SCHOOL}/importeren/eerder/c1`,
  'importeren/eerder/:commit/ongedaan': `/s/${SCHOOL}/importeren/eerder/c1/ongedaan`,
  'importeren/vertrekkers': `/s/${SCHOOL}/importeren/vertrekkers`,
  'importeren/keuzes': `/s/${SCHOOL}/importeren/keuzes`,
  leerlingen: `/s/${SCHOOL}/leerlingen`,
  'leerlingen/:pupil/corrigeren': `/s/${SCHOOL}/leerlingen/p1/corrigeren`,
  scores: `/s/${SCHOOL}/scores`,
  'scores/:score': `/s/${SCHOOL}/scores/s1`,
  logboek: `/s/${SCHOOL}/logboek`,
  privacy: `/s/${SCHOOL}/privacy`,
  '*': '/bestaat-niet',
};

test('every page of the route table names customer service, for who changes and for who looks along', async ({
  browser,
}) => {
  const table = readFileSync(new URL('../src/routes.tsx', import.meta.url), 'utf8');
  const paths = [...table.matchAll(/path: '([^']+)'/g)].map(([, path]) => path);
  expect(new Set(paths)).toEqual(new Set(Object.keys(ADDRESSES)));

  for (const [person, addresses] of [
    [BEHEERDER, Object.values(ADDRESSES)],
    [CUSTOMER_SERVICE, ['/aanvragen', '/scholen', `/s/${SCHOOL}/koppeling`, `/s/${SCHOOL}/scores`]],
  ] as const) {
    const page = await pageOf(browser, person, '/');
    await page.locator('h1').waitFor();
    for (const address of addresses) {
      await page.goto(address);
      await page.locator('h1, .notice, .progress').first().waitFor();
      await expectHelp(page);
    }
    await page.context().close();
  }
});

test('every mail names customer service, as text and as HTML', async ({ request, product }) => {
  const { phone, email } = await helpOf(request);
  const mails = await product.mails();

  const kinds = [/aangevraagd/, /goedgekeurd/, /afgewezen/, /controleren/, /geïmporteerd/];
  expect(kinds.filter((kind) => !mails.some((mail) => kind.test(mail.subject)))).toEqual([]);
  for (const mail of mails) {
    expect(mail.text).toContain(phone);
    expect(mail.text).toContain(email);
    expect(mail.html).toContain(phone);
    expect(mail.html).toContain(email);
  }
});

test('the pages say who to call when their own settings do not come', async ({ browser }) => {
  const page = await newPage(browser);
  await page.route('**/config.json', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('laslink gaf geen antwoord');
  await page.unroute('**/config.json');
  await look(page, '40-start-niet');

  await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
  await expect(page.locator('button[value]').first()).toBeVisible();
  await page.context().close();
});

test('a page whose code does not come says so', async ({ browser }) => {
  const page = await pageOf(browser, BEHEERDER, `/s/${SCHOOL}/koppeling`);
  await page.locator('.state-line').waitFor();
  await page.route('**/assets/scores-page*.js', (route) => route.abort());
  await page.getByRole('link', { name: 'Scores' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, '41-pagina-mislukt');

  await page.unroute('**/assets/scores-page*.js');
  await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
  await expect(page.locator('h1')).toHaveText('Scores');
  await page.context().close();
});

test('the sign-in page takes a name or an address', async ({ browser }) => {
  const page = await newPage(browser);
  await page.goto('/');
  await page.locator('button[value]').first().waitFor();
  await look(page, '42-aanmelden');
  await page.getByLabel('Of vul je e-mailadres in').fill('niemand@voorbeeldschool.example');
  await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('niemand@voorbeeldschool.example');
  await look(page, '43-aanmelden-onbekend');
  await signIn(page, BEHEERDER);
  await expect(page.locator('.state-line')).toBeVisible();
  await page.context().close();
});

test('the local pages: start, inbox, a mail', async ({ browser, product }) => {
  const page = await newPage(browser);
  await page.goto('/_local');
  await page.locator('#group option').first().waitFor({ state: 'attached' });
  await look(page, '44-lokaal');
  await page.goto('/_local/inbox');
  await look(page, '45-postvak');
  for (const [name, subject] of [
    ['aangevraagd', /aangevraagd/],
    ['goedgekeurd', /goedgekeurd/],
    ['afgewezen', /afgewezen/],
    ['controleren', /controleren/],
    ['geimporteerd', /geïmporteerd/],
  ] as const) {
    const mail = await product.mail(/./, subject);
    await page.goto(`/_local/inbox/${mail.id}`);
    await page.frameLocator('iframe').locator('body').waitFor();
    await look(page, `46-mail-${name}`);
    await lookAtMail(page, mail);
  }
  await page.goto('/_local/inbox/weg');
  await expect(page.locator('h1')).toHaveText('Deze mail is er niet');
  await look(page, '47-mail-weg');
  await page.context().close();
});

// Axe needs seconds for the page of the large school, so the small one shows the page of pupils and its questions.
const SMALL_SCHOOL = '98YY-00';

test('the pages of the LAS, and each question they ask', async ({ browser, product }) => {
  test.setTimeout(240_000);
  const page = await newPage(browser);
  for (const [school, tab, name] of [
    [SCHOOL, 'scores', 'Ontvangen scores'],
    [SCHOOL, 'berichten', 'Berichten'],
    [SMALL_SCHOOL, 'gegevens', 'Gegevens'],
  ] as const) {
    await openLas(page, product, school, tab, name);
    await look(page, `48-las-${tab}`);
  }
  for (const [number, ask] of QUESTIONS.entries()) {
    await page.locator('main button', { hasText: ask }).first().click();
    await lookOver(page, `49-las-vraag-${number + 1}`, 'dialog[open]');
    await page.keyboard.press('Escape');
    await expect(page.locator('dialog[open]')).toHaveCount(0);
  }
  await page.context().close();
});

const QUESTIONS = [
  'Leerling toevoegen',
  /^Wijzigen$/,
  'Groep toevoegen',
  /^Naam wijzigen$/,
  /^Verwijderen$/,
  'Leerkracht toevoegen',
  'Alle scholen terugzetten',
];

async function openLas(page: Page, product: Product, school: string, tab: string, name: string): Promise<void> {
  await page.goto(`${product.lasAddress}/#${school}/${tab}`);
  await expect(page.locator('#schools a[aria-current]')).toContainText(school);
  await expect(page.locator('main nav a[aria-current]')).toContainText(name);
}
