import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

// Runs after the chain (files run in the order of their names) and looks at what it sent to the LAS.
const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const SCHEMAS = join(SHARED, 'uwlr', 'schemas');
const STAGES = ['HaalStructuur', 'HaalLeerlingen', 'HaalLeerkrachten'];
const DRIVERS = ['driver-2.2-base.xsd', 'driver-2.2-lvs.xsd', 'driver-2.2-smalle.xsd'];

test('every message that went to the LAS is valid against the published schemas', async ({ request }) => {
  // What is beside this repository is meant to be whole where CI runs; a clone alone has nothing there.
  const isThere = existsSync(join(SCHEMAS, 'driver-2.2-base.xsd'));
  expect(isThere || !process.env.CI || !existsSync(SHARED), 'shared/ is here without the published schemas').toBe(true);
  test.skip(!isThere, 'the published schemas are not beside this repository');
  const info = await (await request.get('/_local/info')).json();
  const messages = await (await request.get(`${info.addresses.lasSimulator}_sim/messages`)).json();
  const folder = mkdtempSync(join(tmpdir(), 'laslink-messages-'));

  const faults: string[] = [];
  for (const message of messages) {
    const file = join(folder, `${message.number}.xml`);
    writeFileSync(file, message.request);
    // The profiles write the roots of the stages with a capital, which the WSDL does not, and know no gegevenssetid, which 2.3 asks for.
    const isOfBaseAlone = STAGES.includes(message.operation) || message.request.includes('gegevenssetid>');
    for (const driver of isOfBaseAlone ? DRIVERS.slice(0, 1) : DRIVERS) {
      try {
        execFileSync('xmllint', ['--nonet', '--noout', '--schema', join(SCHEMAS, driver), file], { stdio: 'pipe' });
      } catch (invalid) {
        faults.push(`${message.operation} ${message.number} against ${driver}: ${(invalid as Error).message}`);
      }
    }
  }

  const operations = new Set(messages.map((message: { operation: string }) => message.operation));
  expect(operations).toEqual(new Set(['HaalLeerlinggegevens', 'BrengLeerresultaten', ...STAGES]));
  expect(faults).toEqual([]);
});
