import { useTranslation } from 'react-i18next';
import type { Row } from '../api/queries';
import { useFormat } from '../format';
import { Button } from '../ui/controls';
import { CERTAINTIES, type Certainty, certaintyOf } from './attention';
import type { Kind } from './kinds';
import { useActions } from './review-actions';
import { certainMatches, type List } from './rows';

const SAMPLE = 3;
const LIST_OF: Record<Certainty, List> = { equal: 'bestaand', added: 'nieuw', linked: 'bestaand', skipped: 'niet' };

/** What is certain, one folded line each: how many, a few names, and one button. */
export function CertainLines({
  kind,
  rows,
  onShow,
  onLinkAll,
}: {
  kind: Kind;
  rows: Row[];
  onShow: (list: List) => void;
  onLinkAll: (rows: Row[]) => void;
}) {
  const { t, i18n } = useTranslation();
  const { count } = useFormat();
  const { mayChange, isBusy } = useActions();
  const names = new Intl.ListFormat(i18n.language, { type: 'unit', style: 'narrow' });
  const lines = CERTAINTIES.map((certainty) => ({
    certainty,
    found: rows.filter((row) => certaintyOf(row) === certainty),
  })).filter(({ found }) => found.length > 0);
  if (lines.length === 0) {
    return null;
  }
  return (
    <section className="certain">
      <h2>{t('certain.title')}</h2>
      <ul>
        {lines.map(({ certainty, found }) => (
          <li key={certainty}>
            <details>
              <summary>
                <strong>{t(`certain.${certainty}-${kind}`, { count: found.length, text: count(found.length) })}</strong>{' '}
                <span className="soft">
                  {t(found.length > SAMPLE ? 'certain.sample' : 'certain.names', {
                    names: found
                      .slice(0, SAMPLE)
                      .map((row) => row.name)
                      .join(', '),
                  })}
                </span>
              </summary>
              <p className="small">{names.format(found.map((row) => row.name)).replaceAll(' ', ' ')}</p>
            </details>
            {certainty === 'equal' ? (
              mayChange ? (
                <Button kind="primary" small isDisabled={isBusy} onPress={() => onLinkAll(found)}>
                  {t('review.linkCertain', { count: certainMatches(found).length, text: count(found.length) })}
                </Button>
              ) : null
            ) : (
              <Button small onPress={() => onShow(LIST_OF[certainty])}>
                {t('certain.show')}
                <span className="visually-hidden">
                  {' '}
                  {t(`certain.${certainty}-${kind}`, { count: found.length, text: count(found.length) })}
                </span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
