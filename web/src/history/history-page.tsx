import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSchool } from '../frame/school';
import { Loaded, PageHeading } from '../ui/page';
import { HistoryTable } from './history-table';
import { useHistory } from './queries';

/** Eerdere imports: the last year. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const history = useHistory(school);
  const [page, setPage] = useState(0);
  return (
    <>
      <PageHeading back={{ to: `/s/${school}/importeren`, text: t('import.title') }}>{t('history.title')}</PageHeading>
      <p>{t('history.intro')}</p>
      <Loaded query={history}>{(rows) => <HistoryTable rows={rows} page={page} onPage={setPage} />}</Loaded>
    </>
  );
}
