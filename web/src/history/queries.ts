import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client';
import { keys } from '../api/queries';

export type HistoryContact = Schemas['HistoryContact'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type HistoryDetail = Schemas['HistoryDetail'];
export type Change = Schemas['RecordChange'];
export type UndoPreview = Schemas['UndoPreview'];

const WHILE_COMMITTING = 1000;

/** What was imported or taken back in the last year, newest first. */
export function useHistory(school: string) {
  return useQuery({
    queryKey: keys.history(school),
    queryFn: async () => {
      const items: HistoryEntry[] = [];
      const contacts: HistoryContact[] = [];
      let cursor: string | undefined;
      do {
        const answer = await answerOf(
          api.GET('/api/schools/{school}/imports', { params: { path: { school }, query: { cursor } } }),
        );
        items.push(...answer.items);
        contacts.push(...(answer.contacts ?? []));
        cursor = answer.next;
      } while (cursor);
      return rowsOf(items, contacts);
    },
    staleTime: 0,
  });
}

/** An import or undo, a contact with the LAS, or both when the one followed from the other without a question. */
export type HistoryRow = { id: string; at: string; entry?: HistoryEntry; contact?: HistoryContact };

function rowsOf(items: HistoryEntry[], contacts: HistoryContact[]): HistoryRow[] {
  const byCommit = new Map(contacts.map((contact) => [contact.commitId, contact]));
  return [
    ...items.map((entry) => ({ id: entry.commitId, at: entry.at, entry, contact: byCommit.get(entry.commitId) })),
    ...contacts
      .filter((contact) => !contact.commitId)
      .map((contact) => ({ id: contact.fetchId, at: contact.at, contact })),
  ].sort((a, b) => b.at.localeCompare(a.at));
}

/** One import or undo with all its changes. */
export function useCommit(school: string, commit: string) {
  return useQuery({
    queryKey: [...keys.history(school), commit],
    queryFn: async (): Promise<HistoryDetail> => {
      const page = (cursor?: string) =>
        answerOf(
          api.GET('/api/schools/{school}/imports/{commit}', {
            params: { path: { school, commit }, query: { cursor } },
          }),
        );
      const whole = await page();
      let cursor = whole.next;
      while (cursor) {
        const answer = await page(cursor);
        whole.changes?.push(...(answer.changes ?? []));
        cursor = answer.next;
      }
      return whole;
    },
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.state === 'committing' ? WHILE_COMMITTING : false),
  });
}

/** What an undo would do now. All answers are of one revision of the school: else it is read anew. */
export function useUndoPreview(school: string, commit: string, records: string[] | undefined) {
  return useQuery({
    queryKey: [...keys.history(school), commit, 'undo', records],
    queryFn: async (): Promise<UndoPreview> => {
      const page = (cursor?: string) =>
        answerOf(
          api.POST('/api/schools/{school}/imports/{commit}/undo-preview', {
            params: { path: { school, commit }, query: { cursor } },
            body: { records },
          }),
        );
      const whole = await page();
      let cursor = whole.next;
      while (cursor) {
        const answer = await page(cursor);
        if (answer.revision !== whole.revision) {
          return page();
        }
        whole.items.push(...answer.items);
        cursor = answer.next;
      }
      return whole;
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}
