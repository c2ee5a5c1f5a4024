import type { Schemas } from '../api/client';

export type Score = Schemas['Score'];
export type Action = Score['actions'][number];

export const STATES: Score['state'][] = ['refused', 'waiting', 'ready', 'sent', 'accepted', 'withdrawn', 'closed'];

/** What a list of scores shows; an empty text shows all. */
export type ScoresView = {
  year: string;
  group: string;
  test: string;
  state: string;
  filter: string;
  page: number;
};

const NAMES = { year: 'schooljaar', group: 'groep', test: 'toets', state: 'stand', filter: 'filter' } as const;

export function readScoresView(hash: string): ScoresView {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const page = Number(values.get('pagina'));
  return {
    year: values.get(NAMES.year) ?? '',
    group: values.get(NAMES.group) ?? '',
    test: values.get(NAMES.test) ?? '',
    state: values.get(NAMES.state) ?? '',
    filter: values.get(NAMES.filter) ?? '',
    page: Number.isInteger(page) && page > 1 ? page - 1 : 0,
  };
}

export function writeScoresView(view: ScoresView): string {
  const values = new URLSearchParams();
  for (const [field, name] of Object.entries(NAMES)) {
    const value = view[field as keyof typeof NAMES];
    if (value !== '') {
      values.set(name, value);
    }
  }
  if (view.page > 0) {
    values.set('pagina', String(view.page + 1));
  }
  const text = values.toString();
  return text === '' ? '' : `#${text}`;
}

/** First the scores for the school to act on, then those for others; newest sitting first. */
export function byUrgency(a: Score, b: Score): number {
  return (
    urgency(a) - urgency(b) ||
    b.takenOn.localeCompare(a.takenOn) ||
    a.pupilName.localeCompare(b.pupilName, 'nl') ||
    a.resultKey.localeCompare(b.resultKey)
  );
}

function urgency(score: Score): number {
  if (score.whoActs === 'school') {
    return 0;
  }
  return score.whoActs === 'nobody' ? 2 : 1;
}

/** Scores that a person sent now, as they were before: what came of them is known once they moved on. */
export type SentNow = { at: number; versions: ReadonlyMap<string, number> };

/** Pressing a score is a step of its own; sending everything that is due is none. */
export function sentNow(scores: Score[], isChosen: boolean, at: number): SentNow {
  return { at, versions: new Map(scores.map((score) => [score.id, score.version + (isChosen ? 1 : 0)])) };
}

/** Whether an answer of the LAS, or the lack of one, is known for each. */
export function isSettled(sent: SentNow, scores: Score[]): boolean {
  return scores
    .filter((score) => sent.versions.has(score.id))
    .every((score) => {
      const steps = score.version - (sent.versions.get(score.id) ?? 0);
      return score.state === 'ready' ? steps >= 2 : score.state !== 'sent';
    });
}
