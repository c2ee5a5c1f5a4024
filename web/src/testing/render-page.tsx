import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import i18next from 'i18next';
import { AuthContext, type AuthContextProps } from 'react-oidc-context';
import { createBrowserRouter, RouterProvider } from 'react-router';

export const SCHOOL = '99XX-00';

const PEOPLE = {
  beheerder: { 'cognito:groups': ['beheerder'], 'custom:schools': SCHOOL },
  customerService: { 'cognito:groups': ['klantenservice'] },
};

/** Shows a page of the school at its address, to a person who is signed in; other addresses show their path only. */
export function renderPage(address: string, person: keyof typeof PEOPLE = 'beheerder'): UserEvent {
  // A list keeps its view in the fragment of the window's own address, so no memory router.
  window.history.replaceState(null, '', `/s/${SCHOOL}/${address}`);
  const router = createBrowserRouter([
    {
      path: '/s/:school',
      hydrateFallbackElement: <p>page code</p>,
      children: [
        { path: 'importeren', lazy: () => import('../import/hub-page') },
        { path: 'importeren/samenvatting', lazy: () => import('../import/summary-page') },
        { path: 'importeren/:kind', lazy: () => import('../import/review-page') },
        { path: 'importeren/:kind/:row', lazy: () => import('../import/match-page') },
        { path: 'privacy', lazy: () => import('../privacy/privacy-page') },
        { path: '*', element: <p>another page</p> },
      ],
    },
  ]);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const auth = { user: { profile: PEOPLE[person] } } as unknown as AuthContextProps;
  render(
    <AuthContext value={auth}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </AuthContext>,
  );
  return userEvent.setup();
}

/** A Dutch text of the app by its key, so that another wording leaves the tests as they are. */
export function text(key: string, values: Record<string, string | number> = {}): string {
  const found = i18next.t(key, values);
  if (found === key) {
    throw new Error(`no text ${key}`);
  }
  return found;
}
