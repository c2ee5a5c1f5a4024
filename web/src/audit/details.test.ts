import { expect, test } from 'vitest';
import nl from '../i18n/dutch';
import { detailsOf } from './details';

const text = (key: string) => {
  const [part = '', name = ''] = key.split('.');
  return (nl as unknown as Record<string, Record<string, string>>)[part]?.[name];
};

test('names the fields that changed as the form does', () => {
  expect(detailsOf({ fields: 'authorisationKey, schoolYear' }, text)).toEqual([
    'gewijzigd: Autorisatiesleutel, Schooljaar',
  ]);
});

test('labels every count', () => {
  expect(detailsOf({ groups: '3', pupils: '41', type: 'SchoolOAS' }, text)).toEqual([
    'groepen: 3',
    'leerlingen: 41',
    'type koppeling: SchoolOAS',
  ]);
});

test('leaves out what an earlier version wrote and nobody can read', () => {
  expect(detailsOf({ pupil: 'p007' }, text)).toEqual([]);
});
