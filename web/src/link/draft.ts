/** What was typed in the request form, kept while this tab lives so that the form survives a walk or a sign-in. Never the key. */
export type Draft = { type: string; brin: string; dependance: string; schoolYear: string; schoolKey: string };

const name = (school: string) => `laslink.aanvraag.${school}`;

export function readDraft(school: string): Partial<Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(name(school)) ?? '{}') as Partial<Draft>;
  } catch {
    return {};
  }
}

export function keepDraft(school: string, draft: Draft): void {
  const { type, brin, dependance, schoolYear, schoolKey } = draft;
  sessionStorage.setItem(name(school), JSON.stringify({ type, brin, dependance, schoolYear, schoolKey }));
}

export function dropDraft(school: string): void {
  sessionStorage.removeItem(name(school));
}
