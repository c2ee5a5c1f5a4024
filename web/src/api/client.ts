import createClient from 'openapi-fetch';
import { endSession, idToken } from '../sign-in/session';
import { Refused } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

export const api = createClient<paths>({ baseUrl: location.origin });

api.use({
  async onRequest({ request }) {
    const token = await idToken();
    if (token) {
      request.headers.set('Authorization', `Bearer ${token}`);
    }
    return request;
  },
  async onResponse({ response }) {
    if (response.status === 401) {
      await endSession();
    }
    return response;
  },
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's body, or {@link Refused} with the problem the API gave. */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch {
    throw Refused.noAnswer();
  }
  if (!answer.response.ok) {
    throw Refused.of(answer.response.status, answer.error);
  }
  return answer.data as T;
}

/** What `If-Match` carries. */
export function etag(version: number | undefined): string {
  return `"${version ?? 0}"`;
}
