import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useAudit } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { matches } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, PageHeading } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';
import { detailsOf } from './details';

type Entry = Schemas['AuditEntry'] & { id: string };

/** Logboek: who did what, newest first. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const audit = useAudit(school);
  const [view, change] = useListView('alle');
  const columns = useColumns();
  return (
    <>
      <PageHeading>{t('audit.title')}</PageHeading>
      <p>{t('audit.intro')}</p>
      <Loaded query={audit}>
        {(items) => {
          const entries: Entry[] = items.map((entry, i) => ({ ...entry, id: `${entry.at} ${i}` }));
          const shown = entries.filter((entry) =>
            matches(view.filter, [t(`audit.action-${entry.action}`), entry.actor]),
          );
          return (
            <>
              <FilterBar
                label={t('audit.filter')}
                filter={view.filter}
                onFilter={(filter) => change({ filter })}
                shown={shown.length}
                total={entries.length}
              />
              <WorkTable
                caption={t('audit.title')}
                rows={shown}
                columns={columns}
                idOf={(entry) => entry.id}
                page={view.page}
                onPage={(page) => change({ page })}
                empty={<p>{t(entries.length === 0 ? 'audit.empty' : 'table.nothingFound')}</p>}
              />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

const column = columnsOf<Entry>();

function useColumns(): Columns<Entry> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('at', {
        header: t('audit.when'),
        enableSorting: false,
        cell: ({ row }) => <When at={row.original.at} />,
        meta: { label: t('audit.when') },
      }),
      column.accessor('actor', { header: t('audit.who'), enableSorting: false, meta: { label: t('audit.who') } }),
      column.accessor('action', {
        header: t('audit.what'),
        enableSorting: false,
        cell: ({ row }) => <What entry={row.original} />,
        meta: { isHeading: true },
      }),
    ],
    [t],
  );
}

function When({ at }: { at: string }) {
  const { fullMoment } = useFormat();
  return fullMoment(at);
}

function What({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation();
  const details = detailsOf(entry.details ?? {}, (key) => (i18n.exists(key) ? t(key) : undefined));
  return (
    <>
      {i18n.exists(`audit.action-${entry.action}`) ? t(`audit.action-${entry.action}`) : entry.action}
      {details.length > 0 ? <div className="small soft">{details.join(' · ')}</div> : null}
    </>
  );
}
