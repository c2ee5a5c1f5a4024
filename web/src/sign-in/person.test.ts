import { expect, test } from 'vitest';
import { listOf, personOf } from './person';

test('reads a claim with several values however the sign-in writes it', () => {
  expect(listOf(['beheerder'])).toEqual(['beheerder']);
  expect(listOf('99XX-00,98YY-00')).toEqual(['99XX-00', '98YY-00']);
  expect(listOf('[beheerder, klantenservice]')).toEqual(['beheerder', 'klantenservice']);
  expect(listOf(undefined)).toEqual([]);
});

test('knows a beheerder and the schools', () => {
  const person = personOf({
    name: 'Bo Beheer',
    email: 'bo@school.example',
    'cognito:groups': ['beheerder'],
    'custom:schools': '99XX-00',
  });

  expect(person).toEqual({
    name: 'Bo Beheer',
    email: 'bo@school.example',
    isBeheerder: true,
    isCustomerService: false,
    schools: ['99XX-00'],
  });
});
