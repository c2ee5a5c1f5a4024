import { createContext, useContext } from 'react';
import type { Row } from '../api/queries';
import type { RowDecision } from './rows';

/** What can be done with a row of a list. */
export type Actions = {
  school: string;
  mayChange: boolean;
  isBusy: boolean;
  faults: ReadonlyMap<string, string>;
  /** Moves a row to a list; asks first when a similar person exists. */
  move: (row: Row, category: 'new' | 'skip') => void;
  decide: (decisions: RowDecision[]) => void;
  openMatch: (row: Row) => void;
};

export const ActionsContext = createContext<Actions | undefined>(undefined);

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) {
    throw new Error('a row stands in a list');
  }
  return actions;
}
