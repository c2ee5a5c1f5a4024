import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import en from './en.json';
import nl from './nl.json';

type Texts = { [key: string]: string | Texts };

function keysOf(texts: Texts, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  );
}

/** Keys as the code writes them: without the plural's ending. */
function singular(keys: string[]): Set<string> {
  return new Set(keys.map((key) => key.replace(/_(zero|one|other)$/, '')));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

const dutch = keysOf(nl);
const known = singular(dutch);
const contract = parse(readFileSync(join(__dirname, '../../../openapi.yaml'), 'utf8')).components.schemas;

/** The kinds of a fixed list that the contract only describes in words; see domain's Contact, FaultCode and FetchOutcome. */
const FAULT_CODES = [
  'internal-error',
  'temporarily-unavailable',
  'invalid-message',
  'invalid-customer',
  'invalid-authorisation',
  'shared-key-refused',
  'invalid-version',
  'invalid-vocabulary-term',
  'invalid-pupil',
  'invalid-norm',
  'invalid-score',
  'invalid-oso-result',
  'unknown',
];
const NO_ANSWERS = ['no-connection', 'timeout', 'http-error', 'http-redirect', 'http-refused', 'address-not-allowed'];
const FLAWS = [
  'empty',
  'cut-short',
  'not-xml',
  'multipart',
  'web-page',
  'doctype',
  'too-large',
  'too-deep',
  'too-many-attributes',
  'text-too-long',
  'too-many-records',
  'not-soap',
  'other-soap-fault',
  'other-soap-version',
  'empty-body',
  'several-payloads',
  'not-uwlr',
  'other-operation',
  'not-one-of-three',
  'without-school',
  'without-pupils',
  'other-school',
  'other-dependance',
  'other-school-year',
  'incomplete',
];
const ACTIONS = [
  'link-requested',
  'link-approved',
  'link-rejected',
  'link-changed',
  'link-ended',
  'external-numbers-removed',
  'fetch-requested',
  'import-confirmed',
  'import-aborted',
  'import-committed',
  'pupil-activated',
  'pupil-deactivated',
  'scores-delivered',
  'scores-refused',
];

describe('the message files', () => {
  test('have the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(dutch);
  });

  test('fill in the same values in both languages', () => {
    const values = (texts: Texts) =>
      Object.fromEntries(
        keysOf(texts).map((key) => {
          const text = key.split('.').reduce<Texts | string>((at, part) => (at as Texts)[part] ?? '', texts) as string;
          return [key, [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()];
        }),
      );

    expect(values(en)).toEqual(values(nl));
  });

  test('hold every text the code asks for', () => {
    const sources = filesUnder(join(__dirname, '..')).filter((file) => /\.tsx?$/.test(file) && !/test\.ts$/.test(file));
    const asked = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
    );

    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  test('speak without exclamation marks and without what the voice avoids', () => {
    const texts = JSON.stringify(nl);

    expect(texts).not.toMatch(/!|succesvol|oeps|ongeldig/i);
  });
});

describe('every value of the contract has a text', () => {
  const enums: [string, string[]][] = [
    ['contact.', contract.Contact.properties.outcome.enum],
    ['contactReason.', [...FAULT_CODES, ...NO_ANSWERS, ...FLAWS]],
    ['schools.turn-', contract.Contact.properties.whoActs.enum.filter((who: string) => who !== 'nobody')],
    ['scoreState.', contract.Score.properties.state.enum],
    ['scoreReason.', contract.Score.properties.reason.enum],
    ['reason.', contract.Match.properties.reasons.items.enum],
    ['basis.', contract.Row.properties.basis.enum],
    ['kind.', contract.Row.properties.kind.enum],
    ['test.why-', [...FAULT_CODES, ...NO_ANSWERS]],
    ['test.title-', contract.ConnectionTest.properties.outcome.enum],
    ['test.text-', contract.ConnectionTest.properties.outcome.enum],
    ['link.state-', contract.Link.properties.state.enum],
    ['link.decided-', contract.Link.properties.decision.properties.outcome.enum],
    ['approval.decided-', contract.Approval.properties.state.enum],
    ['approval.next-', contract.Approval.properties.state.enum],
    ['schools.state-', contract.SchoolState.properties.state.enum],
    ['unreached.', contract.Link.properties.unreachedBeheerders.items.properties.outcome.enum],
    ['leaver.', contract.Summary.properties.leavers.items.properties.reason.enum],
    ['field.schoolKeyHint-', contract.LasType.properties.schoolKeyUse.enum],
    ['warning.', contract.Import.properties.warnings.items.properties.kind.enum],
    ['mender.', contract.Import.properties.warnings.items.properties.mender.enum],
    ['audit.action-', ACTIONS],
  ];

  test.each(enums)('%s', (prefix, values) => {
    expect(values.map((value) => prefix + value).filter((key) => !known.has(key))).toEqual([]);
  });
});
