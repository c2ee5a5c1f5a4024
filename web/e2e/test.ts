import { mkdirSync, writeFileSync } from 'node:fs';
import { test as base, expect } from '@playwright/test';
import { blocked, contract, Product } from './product';
import { RunningProduct } from './running-product';
import { StartingState } from './starting-state';
import { REPORTS, type Report } from './whole-run';

type ForWorker = { scenario: string; product: Product; state: StartingState };
type ForTest = { everyAnswer: undefined };

const FIRST_PORT = 8600;
const PORTS_APART = 10;

/**
 * Each file names its scenario and so gets a product of its own, with new data. A test that fails ends its product: the tests
 * after it begin with a new one. So each test brings the school to its starting state by `state`, and none needs another.
 */
export const test = base.extend<ForTest, ForWorker>({
  scenario: ['', { scope: 'worker', option: true }],

  product: [
    async ({ playwright, scenario }, use, { parallelIndex, workerIndex }) => {
      const name = `${scenario}-${workerIndex}`;
      const running = await RunningProduct.start(name, FIRST_PORT + PORTS_APART * parallelIndex);
      const request = await playwright.request.newContext({ baseURL: running.url });
      const product = await Product.at(request);

      await use(product);

      const report: Report = {
        answered: [...contract.seen],
        sent: [...contract.asked],
        messages: await product.messages(),
      };
      mkdirSync(REPORTS, { recursive: true });
      writeFileSync(`${REPORTS}/${name}.json`, JSON.stringify(report));
      await request.dispose();
      await running.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  state: [async ({ product }, use) => use(await StartingState.of(product)), { scope: 'worker' }],

  baseURL: async ({ product }, use) => use(product.url),

  /** What the pages sent and got fits the contract, and they needed nothing that their content security policy refuses. */
  everyAnswer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the first argument
    async ({}, use) => {
      await use(undefined);
      await contract.settled();
      expect(contract.faults.splice(0)).toEqual([]);
      expect(blocked.splice(0)).toEqual([]);
    },
    { auto: true },
  ],
});
