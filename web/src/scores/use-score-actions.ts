import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client';
import { keys } from '../api/queries';
import type { Action, Score } from './scores';

export type CloseReason = Schemas['CloseReason'];

/** What a person does with scores; without scores it sends everything that is due. */
export type Doing = { action: Action; scores?: Score[]; reason?: CloseReason };

/** The API takes so many at once. */
const AT_ONCE = 200;

type Done = { done: number; refused: { resultKey: string; reason: string }[] };

export function useScoreActions(school: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (doing: Doing): Promise<Done> => {
      if (!doing.scores) {
        return post(school, { ...doing, scores: undefined });
      }
      const all: Done = { done: 0, refused: [] };
      for (let from = 0; from < doing.scores.length; from += AT_ONCE) {
        const part = await post(school, { ...doing, scores: doing.scores.slice(from, from + AT_ONCE) });
        all.done += part.done;
        all.refused.push(...part.refused);
      }
      return all;
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.scores(school) }),
        queries.invalidateQueries({ queryKey: keys.audit(school) }),
      ]),
  });
}

function post(school: string, { action, scores, reason = 'not-needed' }: Doing): Promise<Done> {
  const params = { path: { school } };
  const results = (scores ?? []).map(({ resultKey, version }) => ({ resultKey, version }));
  switch (action) {
    case 'send':
      return answerOf(
        api.POST('/api/schools/{school}/scores/sending', { params, body: scores ? { results } : { everything: true } }),
      );
    case 'withdraw':
      return answerOf(api.POST('/api/schools/{school}/scores/withdrawal', { params, body: { results } }));
    case 'close':
      return answerOf(api.POST('/api/schools/{school}/scores/closing', { params, body: { results, reason } }));
  }
}
