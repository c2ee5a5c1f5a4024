import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { type Columns, columnsOf, WorkTable } from '../ui/work-table';
import type { HistoryEntry } from './queries';

/** What was imported or taken back, a row each. */
export function HistoryTable({
  entries,
  page,
  onPage,
}: {
  entries: HistoryEntry[];
  page: number;
  onPage: (page: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <WorkTable
      caption={t('history.title')}
      rows={entries}
      columns={useColumns()}
      idOf={(entry) => entry.commitId}
      page={page}
      onPage={onPage}
      empty={<p>{t('history.none')}</p>}
    />
  );
}

const column = columnsOf<HistoryEntry>();

function useColumns(): Columns<HistoryEntry> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('at', {
        header: t('audit.when'),
        enableSorting: false,
        cell: ({ row }) => <When entry={row.original} />,
        meta: { isHeading: true },
      }),
      column.accessor('kind', {
        header: t('audit.what'),
        enableSorting: false,
        cell: ({ row }) => <What entry={row.original} />,
        meta: { label: t('audit.what') },
      }),
      column.accessor('by', {
        header: t('audit.who'),
        enableSorting: false,
        cell: ({ row }) => <Who by={row.original.by} />,
        meta: { label: t('audit.who') },
      }),
      column.display({
        id: 'changes',
        header: t('history.changes'),
        enableSorting: false,
        cell: ({ row }) => <Counts entry={row.original} />,
        meta: { label: t('history.changes') },
      }),
    ],
    [t],
  );
}

function When({ entry }: { entry: HistoryEntry }) {
  const { fullMoment } = useFormat();
  const school = useSchool();
  return <Link to={`/s/${school}/importeren/eerder/${entry.commitId}`}>{fullMoment(entry.at)}</Link>;
}

function What({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`history.kind-${entry.kind}`)}
      {entry.undoneBy ? <div className="small soft">{t('history.isUndone')}</div> : null}
    </>
  );
}

/** laslink itself decides nothing: it takes over what needs no question. */
export function Who({ by }: { by: string }) {
  const { t } = useTranslation();
  return <>{by === 'laslink' ? t('history.byItself') : by}</>;
}

export function Counts({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { receipt, undo } = entry;
  const parts = undo
    ? [
        undo.restored > 0 ? t('history.restored', { text: count(undo.restored) }) : '',
        undo.removed > 0 ? t('history.removed', { text: count(undo.removed) }) : '',
        undo.kept > 0 ? t('history.kept', { text: count(undo.kept) }) : '',
      ]
    : [
        ...(['groups', 'teachers', 'pupils'] as const).map((kind) => {
          const { added, changed } = receipt[kind];
          const counts = [
            added > 0 ? t('history.new', { text: count(added) }) : '',
            changed > 0 ? t('history.changed', { text: count(changed) }) : '',
          ].filter((part) => part !== '');
          return counts.length > 0 ? `${t(`history.${kind}`)}: ${counts.join(', ')}` : '';
        }),
        receipt.deactivated > 0 ? t('history.deactivated', { text: count(receipt.deactivated) }) : '',
      ];
  return <>{parts.filter((part) => part !== '').join(' · ')}</>;
}
