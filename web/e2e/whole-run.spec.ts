import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { neverAnswered, neverSent } from './contract';
import { REPORTS, type Report } from './whole-run';

// Runs when all pages passed, and checks what their products reported.
const reports = () =>
  readdirSync(REPORTS).map((file) => JSON.parse(readFileSync(join(REPORTS, file), 'utf8')) as Report);

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const SCHEMAS = join(SHARED, 'uwlr', 'schemas');
const STAGES = ['HaalStructuur', 'HaalLeerlingen', 'HaalLeerkrachten'];
const DRIVERS = ['driver-2.2-base.xsd', 'driver-2.2-lvs.xsd', 'driver-2.2-smalle.xsd'];

/** A page offers these after a fault that no page can cause; the walk of the emulator calls them. */
const AFTER_A_FAULT = [
  'post /api/customer-service/schools/{school}/resumption',
  'post /api/customer-service/schools/{school}/refused-scores/{arrival}/replay',
];

test('the pages used every operation of the contract', () => {
  const never = neverAnswered(new Set(reports().flatMap((report) => report.answered)));
  expect(never.filter((operation) => !AFTER_A_FAULT.includes(operation))).toEqual([]);
  expect(neverSent(new Set(reports().flatMap((report) => report.sent)))).toEqual([]);
});

test('every message that went to the LAS is valid against the published schemas', () => {
  // What is beside this repository is meant to be whole where CI runs; a clone alone has nothing there.
  const isThere = existsSync(join(SCHEMAS, 'driver-2.2-base.xsd'));
  expect(isThere || !process.env.CI || !existsSync(SHARED), 'shared/ is here without the published schemas').toBe(true);
  test.skip(!isThere, 'the published schemas are not beside this repository');
  const messages = reports().flatMap((report) => report.messages);
  const folder = mkdtempSync(join(tmpdir(), 'laslink-messages-'));

  const faults: string[] = [];
  for (const [number, message] of messages.entries()) {
    const file = join(folder, `${number}.xml`);
    writeFileSync(file, message.request);
    // The profiles write the roots of the stages with a capital, which the WSDL does not, and know no gegevenssetid, which 2.3 asks for.
    const isOfBaseAlone = STAGES.includes(message.operation) || message.request.includes('gegevenssetid>');
    for (const driver of isOfBaseAlone ? DRIVERS.slice(0, 1) : DRIVERS) {
      try {
        execFileSync('xmllint', ['--nonet', '--noout', '--schema', join(SCHEMAS, driver), file], { stdio: 'pipe' });
      } catch (invalid) {
        faults.push(`${message.operation} ${number} against ${driver}: ${(invalid as Error).message}`);
      }
    }
  }

  const operations = new Set(messages.map((message) => message.operation));
  expect(operations).toEqual(new Set(['HaalLeerlinggegevens', 'BrengLeerresultaten', ...STAGES]));
  expect(faults).toEqual([]);
});
