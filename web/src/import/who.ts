import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import type { Import } from '../api/queries';
import { useFormat } from '../format';

/** Groups, teachers and pupils, and pupils who would leave. */
export type Who = { groups: number; teachers: number; pupils: number; leavers?: number };

const KEYS = ['groups', 'teachers', 'pupils', 'leavers'] as const;

type Counts = Schemas['CategoryCounts'] | undefined;

function each(imported: Import, number: (counts: Counts) => number): Who {
  return {
    groups: number(imported.groups),
    teachers: number(imported.teachers),
    pupils: number(imported.pupils),
  };
}

export function undecidedWho(imported: Import): Who {
  return each(imported, (counts) => counts?.undecided ?? 0);
}

/** Everything that was staged. */
export function totalWho(imported: Import): Who {
  return each(imported, (counts) => counts?.total ?? 0);
}

/** What waits for a person's decision: together as many as `toDecide`. */
export function waitingWho(imported: Import): Who {
  return {
    ...each(
      imported,
      (counts) =>
        (counts?.new ?? 0) +
        (counts?.existing ?? 0) +
        (counts?.undecided ?? 0) -
        (counts?.settled ?? 0) -
        (counts?.withoutEmail ?? 0),
    ),
    leavers: imported.leavers ?? 0,
  };
}

export function sumOf(who: Who): number {
  return KEYS.reduce((sum, key) => sum + (who[key] ?? 0), 0);
}

/** `11 groepen, 13 leerkrachten en 193 leerlingen`; what is 0 is left out. */
export function useWho(): (who: Who) => string {
  const { t, i18n } = useTranslation();
  const { count } = useFormat();
  return (who) =>
    new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
      KEYS.filter((key) => (who[key] ?? 0) > 0).map((key) =>
        t(`count.${key}`, { count: who[key] ?? 0, text: count(who[key] ?? 0) }),
      ),
    );
}
