import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client';
import { Refused } from '../api/problem';
import { type Import, keys, type Row, type Rows, type Summary } from '../api/queries';
import { useFormat } from '../format';
import { rowFaults } from './row-faults';
import { inPieces, type RowDecision, withChanges } from './rows';

/** The contract's limit of rows in one request. */
const AT_ONCE = 1000;

type Decided = {
  changed: Row[];
  pupilsOfSkipped: string[];
  pupilsOfReturned: string[];
  /** Of many rows: those that could not be taken, and why. */
  refused: Map<string, string>;
  reload: boolean;
  review?: Schemas['ReviewState'];
};

/** What an answer leaves out when it is not so any more. */
const NOT_THERE = { hold: undefined, leaverHold: undefined, leaversApproved: undefined, missingGroups: undefined };

/** The import as it was read, with what a decision changed of it. */
function withReview(imported: Import | undefined, review: Schemas['ReviewState'] | undefined): Import | undefined {
  return imported?.state === 'open' && review ? { ...imported, ...NOT_THERE, ...review } : imported;
}

/** The rows that the API refuses by name, when it can take the others of the same request. */
function refusedRows(error: unknown, decisions: RowDecision[], language: string): Map<string, string> {
  const faults = error instanceof Refused && error.status === 422 ? rowFaults(error, decisions, language) : new Map();
  return faults.size < decisions.length ? faults : new Map();
}

/** Decides rows and stores the answer in the cache; it refetches only when another person was first. */
export function useDecide(school: string, importId?: string) {
  const queries = useQueryClient();
  const { language } = useFormat();
  return useMutation({
    mutationFn: async (decisions: RowDecision[]): Promise<Decided> => {
      const asked = importId ?? queries.getQueryData<Rows>(keys.rows(school))?.importId ?? '';
      const decided: Decided = {
        changed: [],
        pupilsOfSkipped: [],
        pupilsOfReturned: [],
        refused: new Map(),
        reload: false,
      };
      const post = (rows: RowDecision[]) =>
        answerOf(
          api.POST('/api/schools/{school}/import/decisions', {
            params: { path: { school } },
            body: { importId: asked, rows },
          }),
        );
      // The API takes all or none of a request, so what it names is left out and the rest is asked again.
      const postWhatCan = async (rows: RowDecision[]): ReturnType<typeof post> => {
        try {
          return await post(rows);
        } catch (error) {
          const refused = refusedRows(error, rows, language);
          if (refused.size === 0) {
            throw error;
          }
          for (const [row, why] of refused) {
            decided.refused.set(row, why);
          }
          return postWhatCan(rows.filter((row) => !refused.has(row.rowId)));
        }
      };
      for (const rows of inPieces(decisions, AT_ONCE)) {
        const answer = await postWhatCan(rows);
        decided.changed.push(...answer.items);
        decided.pupilsOfSkipped.push(...answer.pupilsOfSkipped);
        decided.pupilsOfReturned.push(...answer.pupilsOfReturned);
        decided.reload ||= answer.reload ?? false;
        decided.review = answer.review;
      }
      return decided;
    },
    onSuccess: ({ changed, reload, review }) => {
      queries.setQueryData<Rows>(keys.rows(school), (before) =>
        before ? { ...before, items: withChanges(before.items, changed) } : before,
      );
      queries.setQueryData<Import>(keys.import(school), (before) => withReview(before, review));
      if (reload) {
        void queries.invalidateQueries({ queryKey: keys.rows(school) });
      }
    },
    onError: (error) => {
      if (error instanceof Refused && error.status !== 422) {
        void queries.invalidateQueries({ queryKey: keys.rows(school) });
        void queries.invalidateQueries({ queryKey: keys.import(school) });
      }
    },
  });
}

type Leaver = Schemas['LeaverDecision'];

/** Keeps leavers active, or no longer. The box shows the choice at once; the summary is read anew when it is stored. */
export function useKeepActive(school: string, importId: string) {
  const queries = useQueryClient();
  return useMutation({
    // One after the other: each choice is stored on top of the one before.
    scope: { id: `keep-active-${school}` },
    mutationFn: (leavers: Leaver[]) =>
      answerOf(
        api.POST('/api/schools/{school}/import/decisions', {
          params: { path: { school } },
          body: { importId, leavers },
        }),
      ),
    onMutate: async (leavers) => {
      const chosen = new Map(leavers.map(({ pupilId, keepActive }) => [pupilId, keepActive]));
      await queries.cancelQueries({ queryKey: keys.summary(school) });
      queries.setQueryData<Summary>(keys.summary(school), (before) =>
        before
          ? {
              ...before,
              leavers: before.leavers.map((leaver) => ({
                ...leaver,
                keptActive: chosen.get(leaver.pupilId) ?? leaver.keptActive,
              })),
            }
          : before,
      );
    },
    onSuccess: ({ review }) => {
      queries.setQueryData<Import>(keys.import(school), (before) => withReview(before, review));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.summary(school) }),
  });
}
