import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { now } from '../now';
import { answerOf, api, type Schemas } from './client';

export type Link = Schemas['Link'];
export type Import = Schemas['Import'];
export type Row = Schemas['Row'];
export type Match = Schemas['Match'];
export type Roster = Schemas['Roster'];
export type Summary = Schemas['Summary'];
export type Approval = Schemas['Approval'];
export type Contact = Schemas['Contact'];

/** How often something that is going on is looked at again. */
const WHILE_BUSY = 1000;

export const keys = {
  school: (school: string) => ['school', school] as const,
  link: (school: string) => ['school', school, 'link'] as const,
  import: (school: string) => ['school', school, 'import'] as const,
  rows: (school: string) => ['school', school, 'rows'] as const,
  candidates: (school: string, row: string) => ['school', school, 'candidates', row] as const,
  summary: (school: string) => ['school', school, 'summary'] as const,
  roster: (school: string) => ['school', school, 'roster'] as const,
  scores: (school: string) => ['school', school, 'scores'] as const,
  history: (school: string) => ['school', school, 'history'] as const,
  choices: (school: string) => ['school', school, 'choices'] as const,
  audit: (school: string) => ['school', school, 'audit'] as const,
  requests: ['requests'] as const,
  schools: ['schools'] as const,
};

export function useSchoolInfo(school: string) {
  return useQuery({
    queryKey: [...keys.school(school), 'info'],
    queryFn: () => answerOf(api.GET('/api/schools/{school}', { params: { path: { school } } })),
    staleTime: 5 * 60_000,
    enabled: school !== '',
  });
}

export function useLasTypes() {
  return useQuery({
    queryKey: ['las-types'],
    queryFn: async () => (await answerOf(api.GET('/api/las-types'))).items,
    staleTime: 5 * 60_000,
  });
}

export function linkQuery(school: string) {
  return queryOptions({
    queryKey: keys.link(school),
    queryFn: () => answerOf(api.GET('/api/schools/{school}/link', { params: { path: { school } } })),
  });
}

export function useLink(school: string) {
  return useQuery({
    ...linkQuery(school),
    refetchInterval: (query) => {
      const link = query.state.data;
      if (link?.externalNumbers.removal?.state === 'running') {
        return WHILE_BUSY;
      }
      return link?.state === 'requested' ? 10_000 : false;
    },
  });
}

export function isFetching(imported: Import | undefined): boolean {
  return imported?.fetch?.state === 'running';
}

/** Whether what was fetched may not be imported any more: after this it has to be fetched again. */
export function hasExpired(imported: Import): boolean {
  return imported.expiresAt !== undefined && new Date(imported.expiresAt) <= now();
}

export function useImport(school: string) {
  return useQuery({
    queryKey: keys.import(school),
    queryFn: () => answerOf(api.GET('/api/schools/{school}/import', { params: { path: { school } } })),
    refetchInterval: (query) => {
      const imported = query.state.data;
      return isFetching(imported) || imported?.state === 'committing' ? WHILE_BUSY : false;
    },
  });
}

export type Rows = { importId: string; items: Row[] };

/** Every row of the open import, however many answers that takes. */
export function useRows(school: string) {
  return useQuery({
    queryKey: keys.rows(school),
    queryFn: async (): Promise<Rows> => {
      const items: Row[] = [];
      let importId = '';
      let cursor: string | undefined;
      do {
        const answer = await answerOf(
          api.GET('/api/schools/{school}/import/rows', { params: { path: { school }, query: { cursor } } }),
        );
        importId = answer.importId;
        items.push(...answer.items);
        cursor = answer.next;
      } while (cursor);
      return { importId, items };
    },
    staleTime: 30_000,
  });
}

export type Candidates = { importId: string; row: Row; items: Match[] };

/** A row and every existing record it can be linked to, however many answers that takes. */
export function useCandidates(school: string, row: string) {
  return useQuery({
    queryKey: keys.candidates(school, row),
    queryFn: async (): Promise<Candidates> => {
      const page = (cursor?: string) =>
        answerOf(
          api.GET('/api/schools/{school}/import/rows/{row}/candidates', {
            params: { path: { school, row }, query: { cursor } },
          }),
        );
      const whole = await page();
      let cursor = whole.next;
      while (cursor) {
        const answer = await page(cursor);
        whole.items.push(...answer.items);
        cursor = answer.next;
      }
      return whole;
    },
    staleTime: 0,
    gcTime: 0,
  });
}

export function useSummary(school: string) {
  return useQuery({
    queryKey: keys.summary(school),
    queryFn: async (): Promise<Summary> => {
      const page = (cursor?: string) =>
        answerOf(api.GET('/api/schools/{school}/import/summary', { params: { path: { school }, query: { cursor } } }));
      const whole = await page();
      let cursor = whole.next;
      while (cursor) {
        const answer = await page(cursor);
        whole.leavers.push(...answer.leavers);
        whole.teachersWithoutEmail.push(...answer.teachersWithoutEmail);
        cursor = answer.next;
      }
      return whole;
    },
    staleTime: 0,
    gcTime: 0,
  });
}

/** The roster at one revision. A cursor of a revision that is gone answers 410: then it is read anew. */
export function useRoster(school: string) {
  return useQuery({
    queryKey: keys.roster(school),
    queryFn: async (): Promise<Roster> => {
      const whole: Roster = { revision: 0, groups: [], teachers: [], pupils: [] };
      let cursor: string | undefined;
      do {
        const answer = await answerOf(
          api.GET('/api/schools/{school}/roster', { params: { path: { school }, query: { cursor } } }),
        );
        whole.revision = answer.revision;
        whole.groups.push(...answer.groups);
        whole.teachers.push(...answer.teachers);
        whole.pupils.push(...answer.pupils);
        cursor = answer.next;
      } while (cursor);
      return whole;
    },
  });
}

/** The scores, read again every second while what somebody sent is on its way. */
export function useScores(school: string, isBusy: (scores: Schemas['Score'][]) => boolean = () => false) {
  return useQuery({
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data.items) ? WHILE_BUSY : false),
    queryKey: keys.scores(school),
    queryFn: async () => {
      const items: Schemas['Score'][] = [];
      let days: Schemas['ArrivalsOfDay'][] = [];
      let cursor: string | undefined;
      do {
        const answer = await answerOf(
          api.GET('/api/schools/{school}/scores', { params: { path: { school }, query: { cursor } } }),
        );
        items.push(...answer.items);
        days = answer.days ?? days;
        cursor = answer.next;
      } while (cursor);
      return { items, days };
    },
  });
}

/** The choices that hold this school year. A cursor of a revision that is gone answers 410: then it is read anew. */
export function useChoices(school: string) {
  return useQuery({
    queryKey: keys.choices(school),
    queryFn: async () => {
      const items: Schemas['Choice'][] = [];
      let cursor: string | undefined;
      do {
        const answer = await answerOf(
          api.GET('/api/schools/{school}/choices', { params: { path: { school }, query: { cursor } } }),
        );
        items.push(...answer.items);
        cursor = answer.next;
      } while (cursor);
      return items;
    },
    staleTime: 0,
  });
}

export function useAudit(school: string) {
  return useQuery({
    queryKey: keys.audit(school),
    queryFn: async () =>
      (await answerOf(api.GET('/api/schools/{school}/audit', { params: { path: { school } } }))).items,
  });
}

export function useRequests() {
  return useQuery({
    queryKey: keys.requests,
    queryFn: () => answerOf(api.GET('/api/customer-service/requests')),
    refetchInterval: 30_000,
  });
}

export function useSchools() {
  return useQuery({
    queryKey: keys.schools,
    queryFn: async () => {
      const items: Schemas['SchoolState'][] = [];
      let cursor: string | undefined;
      do {
        const answer = await answerOf(api.GET('/api/customer-service/schools', { params: { query: { cursor } } }));
        items.push(...answer.items);
        cursor = answer.next;
      } while (cursor);
      return items;
    },
  });
}

/** After something of a school changed: everything about it is read anew when it is shown. */
export function forgetSchool(client: QueryClient, school: string): void {
  for (const key of [
    keys.link,
    keys.import,
    keys.rows,
    keys.summary,
    keys.roster,
    keys.scores,
    keys.history,
    keys.choices,
    keys.audit,
  ]) {
    void client.invalidateQueries({ queryKey: key(school) });
  }
}

export function useForgetSchool(school: string): () => void {
  const client = useQueryClient();
  return () => forgetSchool(client, school);
}
