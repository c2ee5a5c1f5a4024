import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** Why the API did not do what was asked. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  private constructor(status: number, problem: Problem | undefined) {
    super(problem?.type ?? `status ${status}`);
    this.status = status;
    this.problem = problem;
  }

  static of(status: number, body: unknown): Refused {
    const isProblem = typeof body === 'object' && body !== null && 'type' in body && 'title' in body;
    return new Refused(status, isProblem ? (body as Problem) : undefined);
  }

  /** No answer came at all. */
  static noAnswer(): Refused {
    return new Refused(0, undefined);
  }

  /** The stable name of the reason, without its path. */
  get reason(): string {
    return this.problem?.type.replace(/^.*\//, '') ?? '';
  }

  /** Somebody else, or the LAS, changed it first. */
  get isMoved(): boolean {
    return this.status === 412 || this.status === 409;
  }
}

/** A problem's text in the reader's language. */
export function textOf(problem: Problem, language: string): { title: string; detail?: string } {
  return language === 'en'
    ? { title: problem.en.title, detail: problem.en.detail }
    : { title: problem.title, detail: problem.detail };
}

/** The texts per field, in the reader's language. */
export function fieldTexts(problem: Problem | undefined, language: string): Record<string, string> {
  return Object.fromEntries((problem?.errors ?? []).map((e) => [e.field, language === 'en' ? e.en : e.message]));
}

export type Fault = { field: string; text: string };

/** What is wrong with each field, by its name and in the order of the form; what the form does not know comes last. */
export function faultsOf(
  problem: Problem | undefined,
  language: string,
  form: readonly string[],
): { texts: Record<string, string>; faults: Fault[] } {
  const texts = fieldTexts(problem, language);
  const place = (field: string) => (form.includes(field) ? form.indexOf(field) : form.length);
  const faults = Object.entries(texts)
    .map(([field, text]) => ({ field, text }))
    .sort((a, b) => place(a.field) - place(b.field));
  return { texts, faults };
}
