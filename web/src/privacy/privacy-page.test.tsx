import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { renderPage, text } from '../testing/render-page';

test('shows of each kind where it comes from and after how many days it goes', async () => {
  fakeApi.answer('get', '/api/schools/{school}', 200, {
    school: '99XX-00',
    brin: '99XX',
    dependance: '00',
    name: 'De Voorbeeldschool',
    currentSchoolYear: '2026-2027',
    retentionDays: { importRows: 31, pupils: 731, results: 1827, audit: 400 },
  });
  renderPage('privacy');

  const row = async (kind: string) =>
    within((await screen.findByText(text(`privacy.what-${kind}`))).closest('tr') as HTMLElement);
  expect((await row('pupils')).getByText(text('privacy.until-pupils', { count: 731 }))).toBeTruthy();
  expect((await row('results')).getByText(text('privacy.until-results', { count: 1827 }))).toBeTruthy();
  expect((await row('log')).getByText(/400/)).toBeTruthy();
  expect((await row('rows')).getByText(/31/)).toBeTruthy();
  expect((await row('teachers')).getByText(text('privacy.from-teachers'))).toBeTruthy();
});
