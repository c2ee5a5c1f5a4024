import type { Row } from '../api/queries';

export type Kind = Row['kind'];

/** The words of the address, in the order of the manual's three tabs. */
export const KINDS: { kind: Kind; path: string }[] = [
  { kind: 'group', path: 'groepen' },
  { kind: 'teacher', path: 'leerkrachten' },
  { kind: 'pupil', path: 'leerlingen' },
];

export function kindOf(path: string | undefined): Kind | undefined {
  return KINDS.find((entry) => entry.path === path)?.kind;
}

export function pathOf(kind: Kind): string {
  return KINDS.find((entry) => entry.kind === kind)?.path ?? 'groepen';
}
