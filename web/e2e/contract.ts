import { readFileSync } from 'node:fs';
import type { BrowserContext, Request, Response } from '@playwright/test';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';

type Schema = { $ref?: string; allOf?: Schema[]; properties?: Record<string, unknown> };
type Operation = {
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>;
};
type OpenApi = {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, { content?: Record<string, unknown> }>; schemas: Record<string, Schema> };
};

const DOCUMENT = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')) as OpenApi;
const pointer = (...parts: string[]) =>
  parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** Holds what a browser asks the API and what it gets against openapi.yaml; what does not fit is in `faults`, without values. */
export class Contract {
  readonly faults: string[] = [];
  readonly seen = new Set<string>();
  /** The operations whose body was validated against the contract. */
  readonly asked = new Set<string>();
  private readonly ajv = formats.default(new Ajv({ strict: false, allErrors: true, validateFormats: true }));
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly pending: Promise<void>[] = [];

  constructor() {
    this.ajv.addSchema(DOCUMENT, 'openapi');
  }

  watch(context: BrowserContext): void {
    context.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/api/')) this.checkBody(request);
    });
    context.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/api/')) this.pending.push(this.check(response));
    });
  }

  /** Waits for the answers that are still being read. */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  private checkBody(request: Request): void {
    const method = request.method().toLowerCase();
    const path = pathOf(new URL(request.url()).pathname, method);
    const wanted = path && DOCUMENT.paths[path]?.[method]?.requestBody;
    const name = `${method} ${path}`;
    const sent = request.postData();
    if (!path || !wanted) {
      if (path && sent) this.faults.push(`${name}: sends a body that is not in the contract`);
      return;
    }
    const [type, { schema }] = Object.entries(wanted.content)[0] ?? ['', { schema: {} }];
    if (!sent) {
      if (wanted.required) this.faults.push(`${name}: sends no body`);
      return;
    }
    if (!request.headers()['content-type']?.startsWith(type)) {
      this.faults.push(`${name}: sends ${request.headers()['content-type']}, not ${type}`);
    }
    this.asked.add(name);
    const body = request.postDataJSON() as Record<string, unknown>;
    const validate = this.validator(pointer('paths', path, method, 'requestBody', 'content', type, 'schema'));
    if (!validate(body)) {
      for (const error of validate.errors ?? []) {
        this.faults.push(`${name}: sends ${error.instancePath} ${error.message}`);
      }
    }
    // The contract allows extra fields; the fields that our pages send must be in it.
    const known = propertiesOf(schema);
    for (const field of Object.keys(body).filter((field) => !known.has(field))) {
      this.faults.push(`${name}: sends ${field}, which is not in the contract`);
    }
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

/** The operations that no browser got a success from; `answered` has lines like `get /api/las-types 200`. */
export function neverAnswered(answered: Set<string>): string[] {
  const used = new Set([...answered].filter((name) => / 2\d\d$/.test(name)).map((name) => name.slice(0, -4)));
  return operations().filter((name) => !used.has(name));
}

/** The operations with a request body that no browser test sent. */
export function neverSent(sent: Set<string>): string[] {
  return operations((operation) => operation.requestBody !== undefined).filter((name) => !sent.has(name));
}

function operations(isMeant: (operation: Operation) => boolean = () => true): string[] {
  return Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method, operation]) => ['get', 'post', 'put', 'delete'].includes(method) && isMeant(operation))
      .map(([method]) => `${method} ${path}`),
  );
}

function propertiesOf(schema: Schema): Set<string> {
  const named = schema.$ref?.split('/').at(-1);
  return new Set([
    ...Object.keys(schema.properties ?? {}),
    ...(schema.allOf ?? []).flatMap((part) => [...propertiesOf(part)]),
    ...(named ? propertiesOf(DOCUMENT.components.schemas[named] ?? {}) : []),
  ]);
}

function pathOf(pathname: string, method: string): string | undefined {
  return Object.keys(DOCUMENT.paths).find(
    (path) =>
      DOCUMENT.paths[path]?.[method] && new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(pathname),
  );
}
