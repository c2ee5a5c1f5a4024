import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { HistoryTable } from './history-table';
import { useHistory } from './queries';

const SHOWN = 5;

/** The last imports, under how the import stands now. */
export function RecentHistory({ school }: { school: string }) {
  const { t } = useTranslation();
  const history = useHistory(school);
  const rows = history.data ?? [];
  if (rows.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="eerdere-imports">
      <h2 id="eerdere-imports">{t('history.title')}</h2>
      <HistoryTable rows={rows.slice(0, SHOWN)} page={0} onPage={() => {}} />
      {rows.length > SHOWN ? (
        <p>
          <Link to={`/s/${school}/importeren/eerder`}>{t('history.all')}</Link>
        </p>
      ) : null}
    </section>
  );
}
