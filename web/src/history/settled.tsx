import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../format';
import { now } from '../now';
import { Fields } from './change-text';
import { useCommit, useHistory } from './queries';

const SHOWN = 5;
const DAYS = 7;

/** What changed without a question in the last days, by name with before and after. */
export function SettledByItself({ school }: { school: string }) {
  const since = new Date(now().getTime() - DAYS * 24 * 60 * 60 * 1000).toISOString();
  const rows = useHistory(school).data ?? [];
  const quiet = rows.find(({ at, entry }) => entry?.kind === 'quiet' && !entry.undoneBy && at > since)?.entry;
  return quiet ? <Settled school={school} commit={quiet.commitId} at={quiet.at} /> : null;
}

function Settled({ school, commit, at }: { school: string; commit: string; at: string }) {
  const { t } = useTranslation();
  const { count, fullMoment } = useFormat();
  const changes = useCommit(school, commit).data?.changes ?? [];
  if (changes.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="automatisch-bijgewerkt">
      <h2 id="automatisch-bijgewerkt">{t('history.settledTitle', { at: fullMoment(at) })}</h2>
      <ul>
        {changes.slice(0, SHOWN).map((change) => (
          <li key={change.recordId}>
            <strong>{change.name}</strong>
            <Fields change={change} />
          </li>
        ))}
      </ul>
      <p>
        {changes.length > SHOWN
          ? `${t('history.settledMore', { count: changes.length - SHOWN, text: count(changes.length - SHOWN) })} `
          : ''}
        <Link to={`/s/${school}/importeren/eerder/${commit}`}>{t('history.settledAll')}</Link>
      </p>
    </section>
  );
}
