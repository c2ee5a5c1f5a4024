import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { Config } from '../config';

/** Where to go on after signing in; travels with the sign-in and holds a path of ours only. */
export type SignInState = { returnTo: string };

let manager: UserManager | undefined;

export function startSession(config: Config): UserManager {
  manager = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: `${location.origin}/aanmelden`,
    post_logout_redirect_uri: `${location.origin}/`,
    response_type: 'code',
    scope: 'openid profile email',
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
  });
  return manager;
}

/** The ID token of who is signed in: the API's authorizer reads its claims. */
export async function idToken(): Promise<string | undefined> {
  const user = await manager?.getUser();
  return user && !user.expired ? user.id_token : undefined;
}

/** The session expired. The page says so and keeps what was typed elsewhere. */
export async function endSession(): Promise<void> {
  await manager?.removeUser();
}
