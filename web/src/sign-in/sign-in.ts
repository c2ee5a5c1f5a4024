import type { AuthContextProps } from 'react-oidc-context';
import type { SignInState } from './session';

/** Goes to the sign-in page and afterwards back to this path. */
export function signIn(auth: AuthContextProps, returnTo: string): Promise<void> {
  const state: SignInState = { returnTo };
  return auth.signinRedirect({ state });
}

/** Signs out here and at the sign-in page, where that has an address for it. */
export async function signOut(auth: AuthContextProps, clientId: string): Promise<void> {
  try {
    // Cognito wants its own two names beside the standard one.
    await auth.signoutRedirect({
      extraQueryParams: { client_id: clientId, logout_uri: `${location.origin}/` },
    });
  } catch {
    await auth.removeUser();
    location.assign('/');
  }
}
