import { defineConfig } from '@playwright/test';

/** Debian's Chromium; nothing is downloaded. Each file starts a product of its own (e2e/test.ts), which bin/test has built. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Two products and two browsers fit on two cores; the files are spread over them.
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: 'pages', testIgnore: 'whole-run.spec.ts' },
    { name: 'whole-run', testMatch: 'whole-run.spec.ts', dependencies: ['pages'] },
  ],
  reporter: 'list',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    actionTimeout: 20_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
