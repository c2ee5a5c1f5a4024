import { expect, test } from 'vitest';
import { readApprovalKey } from './fragment';

test('reads school, request and token from behind the hash', () => {
  expect(readApprovalKey('#school=99XX-00&request=r1&token=a-b_c')).toEqual({
    school: '99XX-00',
    request: 'r1',
    token: 'a-b_c',
  });
});

test('asks for the whole link when a part is missing', () => {
  expect(readApprovalKey('#school=99XX-00&request=r1')).toBeUndefined();
  expect(readApprovalKey('')).toBeUndefined();
});
