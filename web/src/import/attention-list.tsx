import { useTranslation } from 'react-i18next';
import { Link as RouteLink } from 'react-router';
import type { Schemas } from '../api/client';
import { useRows } from '../api/queries';
import { useFormat } from '../format';
import { ATTENTIONS, attentionOf } from './attention';
import { KINDS } from './kinds';

const SAMPLE = 3;

/** What needs thought, before everything else: how many, who, and where to look. */
export function AttentionList({
  school,
  missingGroups,
  las,
}: {
  school: string;
  missingGroups: NonNullable<Schemas['ReviewState']['missingGroups']>;
  las: string;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const rows = useRows(school).data?.items ?? [];
  const lines = KINDS.flatMap(({ kind, path }) =>
    ATTENTIONS.map((attention) => ({
      kind,
      path,
      attention,
      found: rows.filter((row) => row.kind === kind && attentionOf(row) === attention),
    })),
  ).filter(({ found }) => found.length > 0);
  if (lines.length + missingGroups.length === 0) {
    return null;
  }
  return (
    <section className="attention-list">
      <h2>{t('attention.title')}</h2>
      <ul>
        {missingGroups.map((group) => (
          <li key={group.name}>
            <strong>{t('attention.missingGroup', { name: group.name, las })}</strong>{' '}
            {t('attention.missingGroupText', { count: group.pupils, text: count(group.pupils) })}{' '}
            <RouteLink to="vertrekkers">{t('attention.toLeavers')}</RouteLink>
          </li>
        ))}
        {lines.map(({ kind, path, attention, found }) => (
          <li key={kind + attention}>
            <RouteLink to={path}>{t(`count.${kind}s`, { count: found.length, text: count(found.length) })}</RouteLink>
            {': '}
            {t(`attention.${attention}`, { las })}.{' '}
            <span className="soft">
              {t(found.length > SAMPLE ? 'certain.sample' : 'certain.names', {
                names: found
                  .slice(0, SAMPLE)
                  .map((row) => row.name)
                  .join(', '),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
