import { readFileSync } from 'node:fs';
import type { BrowserContext, Response } from '@playwright/test';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';

type Operation = { responses: Record<string, { $ref?: string; content?: Record<string, unknown> }> };
type OpenApi = {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, { content?: Record<string, unknown> }> };
};

const DOCUMENT = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')) as OpenApi;
const pointer = (...parts: string[]) =>
  parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** Holds every answer of the API that a browser gets against openapi.yaml; what does not fit is in `faults`, without values. */
export class Contract {
  readonly faults: string[] = [];
  readonly seen = new Set<string>();
  private readonly ajv = formats.default(new Ajv({ strict: false, allErrors: true, validateFormats: true }));
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly pending: Promise<void>[] = [];

  constructor() {
    this.ajv.addSchema(DOCUMENT, 'openapi');
  }

  watch(context: BrowserContext): void {
    context.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/api/')) this.pending.push(this.check(response));
    });
  }

  /** Waits for the answers that are still being read. */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  /** The operations that were never answered as wished. */
  unused(): string[] {
    const used = new Set([...this.seen].filter((name) => / 2\d\d$/.test(name)).map((name) => name.slice(0, -4)));
    return Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((method) => ['get', 'post', 'put', 'delete'].includes(method))
        .map((method) => `${method} ${path}`)
        .filter((name) => !used.has(name)),
    );
  }

  private async check(response: Response): Promise<void> {
    const method = response.request().method().toLowerCase();
    const path = pathOf(new URL(response.url()).pathname, method);
    const name = `${method} ${path ?? 'a path that is not in the contract'} ${response.status()}`;
    const answer = path && DOCUMENT.paths[path]?.[method]?.responses[response.status()];
    if (!path || !answer) {
      this.faults.push(`${name}: not in the contract`);
      return;
    }
    this.seen.add(name);
    const shared = answer.$ref?.split('/').at(-1);
    const content = (shared ? DOCUMENT.components.responses[shared] : answer)?.content ?? {};
    const type = Object.keys(content)[0];
    if (!type) return;
    if (!response.headers()['content-type']?.startsWith(type)) {
      this.faults.push(`${name}: is ${response.headers()['content-type']}, not ${type}`);
    }
    const place = shared
      ? pointer('components', 'responses', shared, 'content', type, 'schema')
      : pointer('paths', path, method, 'responses', String(response.status()), 'content', type, 'schema');
    const validate = this.validator(place);
    // A page that was left before its answer was read has no body any more.
    const body = await response.json().catch(() => undefined);
    if (body !== undefined && !validate(body)) {
      for (const error of validate.errors ?? []) {
        this.faults.push(`${name}: ${error.instancePath} ${error.message}`);
      }
    }
  }

  private validator(place: string): ValidateFunction {
    const known = this.compiled.get(place) ?? this.ajv.compile({ $ref: `openapi#${place}` });
    this.compiled.set(place, known);
    return known;
  }
}

function pathOf(pathname: string, method: string): string | undefined {
  return Object.keys(DOCUMENT.paths).find(
    (path) =>
      DOCUMENT.paths[path]?.[method] && new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(pathname),
  );
}
