import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../api/client';
import { Refused } from '../api/problem';
import { keys, type Row, type Rows } from '../api/queries';
import { inPieces, type RowDecision, withChanges } from './rows';

/** The contract's limit of rows in one request. */
const AT_ONCE = 1000;

/** Decides about rows and puts the answer in place. When somebody was first, the list is read anew. */
export function useDecide(school: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (decisions: RowDecision[]): Promise<Row[]> => {
      const importId = queries.getQueryData<Rows>(keys.rows(school))?.importId ?? '';
      const changed: Row[] = [];
      for (const rows of inPieces(decisions, AT_ONCE)) {
        const answer = await answerOf(
          api.POST('/api/schools/{school}/import/decisions', {
            params: { path: { school } },
            body: { importId, rows },
          }),
        );
        changed.push(...answer.items);
      }
      return changed;
    },
    onSuccess: (changed) => {
      queries.setQueryData<Rows>(keys.rows(school), (before) =>
        before ? { ...before, items: withChanges(before.items, changed) } : before,
      );
      void queries.invalidateQueries({ queryKey: keys.import(school) });
    },
    onError: (error) => {
      if (error instanceof Refused && error.status !== 422) {
        void queries.invalidateQueries({ queryKey: keys.rows(school) });
        void queries.invalidateQueries({ queryKey: keys.import(school) });
      }
    },
  });
}
