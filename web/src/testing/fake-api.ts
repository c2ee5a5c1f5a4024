import type { components, paths } from '../api/schema';

type Method = 'get' | 'post';
type Path = keyof paths & string;
type Responses<P extends Path, M extends Method> = paths[P][M] extends { responses: infer R } ? R : never;
type Content<R> = R extends { content: infer C } ? C[keyof C] : never;

/** The body of one response in the contract: a fixture that does not fit it does not compile. */
type Body<P extends Path, M extends Method, S> = S extends keyof Responses<P, M> ? Content<Responses<P, M>[S]> : never;

type SentBody<P extends Path, M extends Method> = paths[P][M] extends { requestBody: { content: infer C } }
  ? C[keyof C]
  : undefined;

type Sent = { operation: string; body: unknown; headers: Headers };

/** Answers the requests of a page with fixtures. A request of an operation without a fixture fails, as without a network. */
class FakeApi {
  private readonly answers = new Map<string, () => Promise<Response>>();
  private readonly requests: Sent[] = [];

  reset(): void {
    this.answers.clear();
    this.requests.length = 0;
  }

  /** From now on the operation gives this response. */
  answer<P extends Path, M extends Method, S extends keyof Responses<P, M> & number>(
    method: M,
    path: P,
    status: S,
    body: Body<P, M, S>,
  ): void {
    this.answers.set(`${method} ${path}`, async () => Response.json(body, { status }));
  }

  /** From now on the operation fails with a status of 500 or more, which the contract does not list per operation. */
  fail(method: Method, path: Path, problem: components['schemas']['Problem']): void {
    this.answers.set(`${method} ${path}`, async () => Response.json(problem, { status: problem.status }));
  }

  /** The operation gives these responses, one after the other, and then the last. */
  answerInTurn(method: Method, path: Path, responses: (() => Response)[]): void {
    let turn = 0;
    this.answers.set(`${method} ${path}`, async () => {
      const response = responses[Math.min(turn, responses.length - 1)];
      turn += 1;
      return response ? response() : Response.error();
    });
  }

  /** From now on the operation gives no response, and does not fail either. */
  keepWaiting(method: Method, path: Path): void {
    this.answers.set(`${method} ${path}`, () => new Promise(() => {}));
  }

  /** What the page sent to the operation, in order. */
  sent<P extends Path, M extends Method>(method: M, path: P): { body: SentBody<P, M>; headers: Headers }[] {
    return this.requests
      .filter(({ operation }) => operation === `${method} ${path}`)
      .map(({ body, headers }) => ({ body: body as SentBody<P, M>, headers }));
  }

  async fetch(request: Request): Promise<Response> {
    const method = request.method.toLowerCase();
    const { pathname } = new URL(request.url);
    const operation = [...this.answers.keys()].find((name) => matcherOf(name).test(`${method} ${pathname}`));
    if (!operation) {
      throw new TypeError('fetch failed');
    }
    const text = await request.text();
    this.requests.push({ operation, body: text ? JSON.parse(text) : undefined, headers: request.headers });
    return this.answers.get(operation)?.() ?? Response.error();
  }
}

function matcherOf(operation: string): RegExp {
  return new RegExp(`^${operation.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}

export const fakeApi = new FakeApi();
