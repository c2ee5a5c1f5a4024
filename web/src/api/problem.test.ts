import { expect, test } from 'vitest';
import { faultsOf, type Problem } from './problem';

test('names the faults in the order of the form, whatever order they came in', () => {
  const fault = (field: string) => ({ field, message: `nl ${field}`, en: `en ${field}` });
  const problem = { errors: ['brin', 'elsewhere', 'schoolYear', 'type'].map(fault) } as unknown as Problem;

  const { faults, texts } = faultsOf(problem, 'nl', ['type', 'brin', 'dependance', 'schoolYear']);

  expect(faults.map((f) => f.field)).toEqual(['type', 'brin', 'schoolYear', 'elsewhere']);
  expect(texts.brin).toBe('nl brin');
});

test('has no faults without a problem', () => {
  expect(faultsOf(undefined, 'nl', ['type'])).toEqual({ faults: [], texts: {} });
});
