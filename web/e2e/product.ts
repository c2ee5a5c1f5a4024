import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';
import { Contract } from './contract';

export const SCHOOL = '99XX-00';
export const BEHEERDER = 's.verhulst@voorbeeldschool.example';
export const BEHEERDER_OF_OTHER = 'r.hamers@dekleinelinde.example';
export const CUSTOMER_SERVICE = 'k.belhaj@laslink.example';
export const KEY = 'demo-sleutel-99XX-00';

/** The checks of every page of these tests. */
export const contract = new Contract();

/** What the content security policy refused on these pages. */
export const blocked: string[] = [];

export type Mail = { id: string; to: string[]; subject: string; text: string; html: string; links: string[] };
type Info = { addresses: { web: string; lasSimulator: string }; token: { url: string; form: Record<string, string> } };

/** The product as it runs on this machine: its inbox, its night and the LAS it talks to. */
export class Product {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly info: Info,
  ) {}

  static async at(request: APIRequestContext): Promise<Product> {
    const answer = await request.get('/_local/info');
    expect(answer.ok()).toBe(true);
    return new Product(request, (await answer.json()) as Info);
  }

  get url(): string {
    return this.info.addresses.web;
  }

  get lasAddress(): string {
    return this.info.addresses.lasSimulator.replace(/\/$/, '');
  }

  /** The ID token of a person, as their browser would have it. */
  async token(email: string): Promise<string> {
    const { url, form } = this.info.token;
    const answer = await this.request.post(url, { form: { ...form, username: email } });
    return ((await answer.json()) as { id_token: string }).id_token;
  }

  /** Answers when no work is in flight: every event was handled, every mail was sent. */
  async idle(): Promise<void> {
    const answer = await this.request.post('/_local/idle', { timeout: 90_000 });
    expect(answer.ok()).toBe(true);
  }

  async night(): Promise<void> {
    const answer = await this.request.post('/_local/night', { timeout: 110_000 });
    expect(answer.ok()).toBe(true);
  }

  /** Pupils of this group take a test. */
  async sitting(group: string): Promise<void> {
    const answer = await this.request.post('/_local/sittings', { data: { school: SCHOOL, group }, timeout: 90_000 });
    expect(answer.ok()).toBe(true);
  }

  /** The test centre norms a score anew, with another value. */
  async norm(
    score: { resultKey: string; pupilId: string; testCode: string; testVersion?: string; takenOn: string },
    value: number,
  ): Promise<void> {
    const { resultKey: sittingId, pupilId, testCode, testVersion, takenOn } = score;
    const detail = { school: SCHOOL, sittingId, pupilId, testCode, testVersion, takenOn };
    const answer = await this.request.post('/_local/events', {
      data: {
        source: 'testcentre',
        'detail-type': 'ScoreNormed',
        detail: { schemaVersion: 1, ...detail, normedAt: new Date().toISOString(), score: value },
      },
    });
    expect(answer.ok()).toBe(true);
    await this.idle();
  }

  /** The mail comes back from the receiver's server. */
  async bounce(mail: Mail): Promise<void> {
    const answer = await this.request.post(`/_local/inbox/${mail.id}/bounce`);
    expect(answer.ok()).toBe(true);
    await this.idle();
  }

  async mails(): Promise<Mail[]> {
    return (await (await this.request.get('/_local/mails')).json()) as Mail[];
  }

  /** The newest mail to this address about this. */
  async mail(to: RegExp, subject: RegExp): Promise<Mail> {
    await this.idle();
    const found = (await this.mails()).filter((mail) => subject.test(mail.subject) && mail.to.some((t) => to.test(t)));
    const newest = found.at(-1);
    if (!newest) {
      throw new Error(`no mail about ${subject}`);
    }
    return newest;
  }

  /** A change by hand in the LAS. */
  async edit(edit: Record<string, unknown>): Promise<void> {
    const answer = await this.request.post(`${this.lasAddress}/_sim/schools/${SCHOOL}/edits`, { data: edit });
    expect(await answer.text()).not.toContain('"reason"');
    expect(answer.ok()).toBe(true);
  }

  async fault(fault: string): Promise<void> {
    const answer = await this.request.post(`${this.lasAddress}/_sim/schools/${SCHOOL}/fault`, { data: { fault } });
    expect(answer.ok()).toBe(true);
  }

  /** The LAS answers every call with this. */
  async say(answer: string): Promise<void> {
    const said = await this.request.post(`${this.lasAddress}/_sim/schools/${SCHOOL}/answer`, {
      data: answer,
      headers: { 'Content-Type': 'text/xml; charset=utf-8' },
    });
    expect(said.ok()).toBe(true);
  }

  async lasSchool(): Promise<LasSchool> {
    return (await (await this.request.get(`${this.lasAddress}/_sim/schools/${SCHOOL}`)).json()) as LasSchool;
  }

  /** What the LAS was sent since the start. */
  async messages(): Promise<LasMessage[]> {
    return (await (await this.request.get(`${this.lasAddress}/_sim/messages`)).json()) as LasMessage[];
  }

  /** What the LAS received, and how often each result came. */
  async received(): Promise<{ key: string; timesReceived: number }[]> {
    const answer = await this.request.get(`${this.lasAddress}/_sim/schools/${SCHOOL}/results`);
    return ((await answer.json()) as { results: { key: string; timesReceived: number }[] }).results;
  }
}

export type LasMessage = { number: number; operation: string; request: string; answer?: string };

export type LasSchool = {
  groups: { key: string; name: string }[];
  pupils: { key: string; firstName?: string; prefix?: string; surname?: string; group?: string }[];
};

/** Signs in on the sign-in page that a first visit leads to. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.locator(`button[value="${email}"]`).click();
}

/** A page in its own browser, whose answers are validated against the contract. */
export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  contract.watch(context);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      blocked.push(message.text());
    }
  });
  return page;
}

/** A page of a person who signs in, in a browser of their own. */
export async function pageOf(browser: Browser, email: string, path: string): Promise<Page> {
  const page = await newPage(browser);
  await page.goto(path);
  await signIn(page, email);
  return page;
}

/** Who to call and mail stands on this page, as the template's setting says. */
export async function expectHelp(page: Page): Promise<void> {
  const { phone, email } = await helpOf(page.request);
  await expect(page.locator('footer a[href^="tel:"]')).toHaveText(phone);
  await expect(page.locator('footer a[href^="tel:"]')).toBeVisible();
  await expect(page.locator(`footer a[href="mailto:${email}"]`)).toBeVisible();
}

/** The setting, as the local gateway reads it from template.yaml. */
export async function helpOf(request: APIRequestContext): Promise<{ phone: string; email: string }> {
  const { customerService } = await (await request.get('/config.json')).json();
  expect(customerService).toEqual({ phone: expect.stringMatching(/\d/), email: expect.stringContaining('@') });
  return customerService;
}

/** Checks a screen: no accessibility fault, the phone number of customer service, and a screenshot. */
export async function look(page: Page, name: string): Promise<void> {
  await expectHelp(page);
  await picture(page, name, true);
  // The frame of a mail runs no scripts, so axe cannot enter it; lookAtMail looks at what is in it.
  await expectAccessible(new AxeBuilder({ page }).exclude('iframe[sandbox]'), [...WCAG, 'best-practice']);
}

/** Looks at the HTML of a mail as a mail program shows it. A letter has no landmarks, so only WCAG's own rules count. */
export async function lookAtMail(page: Page, mail: Mail): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(mail.html);
  await expectAccessible(new AxeBuilder({ page }), WCAG);
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Looks at what lies over a screen: a question, a list of choices. The screen under it is hidden from assistive technology. */
export async function lookOver(page: Page, name: string, over: string): Promise<void> {
  await expect(page.locator(over)).toBeVisible();
  await picture(page, name, false);
  await expectAccessible(new AxeBuilder({ page }).include(over), [...WCAG, 'best-practice']);
}

async function picture(page: Page, name: string, fullPage: boolean): Promise<void> {
  const path = `test-results/screens/${name}.png`;
  expect(existsSync(path), `the picture ${name} is taken once`).toBe(false);
  await page.screenshot({ path, fullPage });
}

async function expectAccessible(axe: AxeBuilder, rules: string[]): Promise<void> {
  const { violations } = await axe.withTags(rules).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
}

/** The list of the tab before stays for a moment after the click. */
export async function openTab(page: Page, name: RegExp | string): Promise<void> {
  const tab = page.getByRole('tab', { name });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}

/** The number between brackets behind a tab's name. */
export async function tabCount(page: Page, name: RegExp): Promise<number> {
  const text = (await page.getByRole('tab', { name }).textContent()) ?? '';
  return Number(/\(([\d.]+)\)/.exec(text)?.[1]?.replace('.', '') ?? Number.NaN);
}
