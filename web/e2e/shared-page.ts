import type { Locator, Page } from '@playwright/test';
import { BEHEERDER, pageOf, SCHOOL } from './product';
import { test } from './test';

type OnPage = {
  /** A page of the school, by its path. */
  open: (path: string) => Promise<void>;
  button: (name: string | RegExp) => Locator;
  stateLine: () => Locator;
};

/** All tests of a file share one page of the beheerder: signed in before the first test, closed after the last. */
export function sharedPage(use: (page: Page) => void): OnPage {
  let page: Page;
  test.beforeAll(async ({ browser }) => {
    page = await pageOf(browser, BEHEERDER, '/');
    use(page);
  });
  test.afterAll(async () => {
    await page?.context().close();
  });
  return {
    open: async (path) => {
      await page.goto(`/s/${SCHOOL}/${path}`);
      await page.locator('h1').waitFor();
    },
    button: (name) => page.getByRole('button', { name }),
    stateLine: () => page.locator('.state-line'),
  };
}
