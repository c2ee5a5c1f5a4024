import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { ContactText } from '../link/contact-text';
import { type Columns, columnsOf, WorkTable } from '../ui/work-table';
import type { HistoryEntry, HistoryRow } from './queries';

/** What was imported or taken back, a row each. */
export function HistoryTable({
  rows,
  page,
  onPage,
}: {
  rows: HistoryRow[];
  page: number;
  onPage: (page: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <WorkTable
      caption={t('history.title')}
      rows={rows}
      columns={useColumns()}
      idOf={(row) => row.id}
      page={page}
      onPage={onPage}
      empty={<p>{t('history.none')}</p>}
    />
  );
}

const column = columnsOf<HistoryRow>();

function useColumns(): Columns<HistoryRow> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('at', {
        header: t('audit.when'),
        enableSorting: false,
        cell: ({ row }) => <When row={row.original} />,
        meta: { isHeading: true },
      }),
      column.display({
        id: 'kind',
        header: t('audit.what'),
        enableSorting: false,
        cell: ({ row }) => <What row={row.original} />,
        meta: { label: t('audit.what') },
      }),
      column.display({
        id: 'by',
        header: t('audit.who'),
        enableSorting: false,
        cell: ({ row }) => <By row={row.original} />,
        meta: { label: t('audit.who') },
      }),
      column.display({
        id: 'changes',
        header: t('history.changes'),
        enableSorting: false,
        cell: ({ row }) => <Came row={row.original} />,
        meta: { label: t('history.changes') },
      }),
    ],
    [t],
  );
}

function When({ row: { at, entry } }: { row: HistoryRow }) {
  const { fullMoment } = useFormat();
  const school = useSchool();
  return entry ? <Link to={`/s/${school}/importeren/eerder/${entry.commitId}`}>{fullMoment(at)}</Link> : fullMoment(at);
}

function What({ row: { entry, contact } }: { row: HistoryRow }) {
  const { t } = useTranslation();
  if (!entry || contact) {
    return (
      <>
        {t(contact?.nightly ? 'history.night' : 'history.fetched')}
        {entry?.undoneBy ? <div className="small soft">{t('history.isUndone')}</div> : null}
      </>
    );
  }
  return (
    <>
      {t(`history.kind-${entry.kind}`)}
      {entry.undoneBy ? <div className="small soft">{t('history.isUndone')}</div> : null}
    </>
  );
}

function By({ row: { entry, contact } }: { row: HistoryRow }) {
  if (contact?.by) {
    return contact.by;
  }
  if (entry) {
    return <Who by={entry.by} />;
  }
  return contact?.nightly ? <Who by="laslink" /> : null;
}

/** What changed, how the contact went, and what was asked. */
function Came({ row: { entry, contact } }: { row: HistoryRow }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const hasFailed = contact?.contact && contact.contact.outcome !== 'delivered';
  return (
    <>
      {entry ? <Counts entry={entry} /> : null}
      {hasFailed && contact.contact ? <ContactText contact={contact.contact} las={t('link.theLas')} /> : null}
      {!entry && !hasFailed ? t('history.nothingChanged') : null}
      {contact?.delivered ? (
        <div className="small soft">
          {t('history.delivered', {
            groups: count(contact.delivered.groups),
            teachers: count(contact.delivered.teachers),
            pupils: count(contact.delivered.pupils),
          })}
          {contact.toDecide > 0
            ? ` · ${t('history.asked', { count: contact.toDecide, text: count(contact.toDecide) })}`
            : ''}
        </div>
      ) : null}
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
