import { useTranslation } from 'react-i18next';
import { Link as RouteLink } from 'react-router';
import type { Row } from '../api/queries';
import { useFormat } from '../format';
import { KINDS, type Kind } from './kinds';
import { countsOf } from './rows';

/** Groepen, Leerkrachten and Leerlingen, each with what waits there. */
export function KindTabs({ school, current, rows }: { school: string; current: Kind; rows: Row[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <nav className="tabs kind-tabs" aria-label={t('review.kinds')}>
      {KINDS.map((entry) => {
        const left = countsOf(rows.filter((row) => row.kind === entry.kind)).undecided;
        return (
          <RouteLink
            key={entry.kind}
            className="tab"
            aria-current={entry.kind === current ? 'page' : undefined}
            to={`/s/${school}/importeren/${entry.path}`}
          >
            {t(`kind.${entry.kind}`)}
            {left > 0 ? <span className="tab-note">{t('review.toChoose', { text: count(left) })}</span> : null}
          </RouteLink>
        );
      })}
    </nav>
  );
}
