import '@fontsource-variable/source-sans-3/wght.css';
import './styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { AuthProvider } from 'react-oidc-context';
import { RouterProvider } from 'react-router';
import { Refused } from './api/problem';
import { loadConfig } from './config';
import { ConfigContext } from './config-context';
import { startTexts } from './i18n';
import { setClockAhead } from './now';
import { createRoutes } from './routes';
import { safePath } from './sign-in/safe-path';
import { type SignInState, startSession } from './sign-in/session';
import { CannotStart } from './ui/cannot-start';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer; only what never arrived or broke down is asked again.
      retry: (failures, error) =>
        failures < 2 && error instanceof Refused && (error.status === 0 || error.status >= 500),
      staleTime: 2000,
    },
  },
});

async function start(root: HTMLElement): Promise<void> {
  await startTexts();
  try {
    const config = await loadConfig();
    setClockAhead(config.local?.clockAheadMillis ?? 0);
    const session = startSession(config);
    const router = createRoutes();
    createRoot(root).render(
      <ConfigContext value={config}>
        <AuthProvider
          userManager={session}
          onSigninCallback={(user) => {
            const state = user?.state as SignInState | undefined;
            void router.navigate(safePath(state?.returnTo), { replace: true });
          }}
        >
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AuthProvider>
      </ConfigContext>,
    );
  } catch {
    createRoot(root).render(<CannotStart />);
  }
}

const root = document.getElementById('root');
if (root) {
  void start(root);
}
