import { describe, expect, test } from 'vitest';
import { differences } from './differences';

describe('two records', () => {
  test('are alike, when only accents differ or a birth date is missing', () => {
    expect(differences({ name: 'Zoë Bakker', birthDate: '2016-02-01' }, { name: 'zoe bakker' })).toEqual([]);
  });

  test('differ in name and birth date, each on its own', () => {
    const noor = { name: 'Noor Bakker', birthDate: '2016-02-01' };

    expect(differences(noor, { name: 'Noor de Wit', birthDate: '2016-02-01' })).toEqual(['name']);
    expect(differences(noor, { name: 'Noor Bakker', birthDate: '2016-01-02' })).toEqual(['birthDate']);
    expect(differences(noor, { name: 'Mila Smit', birthDate: '2015-02-01' })).toEqual(['name', 'birthDate']);
  });
});
