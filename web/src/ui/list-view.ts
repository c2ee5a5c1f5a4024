import { useLocation, useNavigate } from 'react-router';
import { type ListView, readListView, writeListView } from './filter';

/** The list's view in the address's fragment: never sent to a server, found again by the back button. */
export function useListView(defaultCategory: string): [ListView, (change: Partial<ListView>) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const view = readListView(location.hash, defaultCategory);
  return [
    view,
    (change) => {
      // A function of the address as it is now: two changes in one moment must not undo each other.
      const next = { ...readListView(window.location.hash, defaultCategory), page: 0, ...change };
      navigate(
        { pathname: location.pathname, hash: writeListView(next, defaultCategory) },
        { replace: true, preventScrollReset: true, state: location.state },
      );
    },
  ];
}
