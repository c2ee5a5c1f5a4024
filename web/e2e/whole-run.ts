import type { LasMessage } from './product';

/** Where each product leaves what the checks of the whole run need. */
export const REPORTS = 'test-results/whole-run';

export type Report = { answered: string[]; sent: string[]; messages: LasMessage[] };
