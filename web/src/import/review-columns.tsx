import { useMemo } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Match, Row } from '../api/queries';
import { useFormat } from '../format';
import { Button } from '../ui/controls';
import { Tag } from '../ui/page';
import { type Columns, columnsOf } from '../ui/work-table';
import { attentionOf } from './attention';
import { EmailField } from './email-field';
import type { Kind } from './kinds';
import { Evidence, MatchText } from './match-text';
import { useActions } from './review-actions';
import { isUndecided, linkTo, type View } from './rows';
import { useYearGroup } from './year-group';

const column = columnsOf<Row>();

/** The columns of a list; they stay the same objects, so that a field that is being typed in stays too. */
export function useColumns(kind: Kind, list: View): Columns<Row> {
  const { t } = useTranslation();
  return useMemo(() => {
    const columns: Columns<Row> = [
      column.accessor('name', {
        header: t('review.name'),
        sortFn: (a, b) => a.original.name.localeCompare(b.original.name, 'nl', { numeric: true }),
        cell: ({ row }) => <NameCell row={row.original} />,
        meta: { isHeading: true },
      }),
    ];
    if (kind === 'group') {
      columns.push(
        column.accessor((row) => row.yearGroup ?? '', {
          id: 'yearGroup',
          header: t('review.yearGroup'),
          sortFn: (a, b) =>
            (a.original.yearGroup ?? '').localeCompare(b.original.yearGroup ?? '', 'nl', { numeric: true }),
          cell: ({ row }) => <YearGroupCell row={row.original} />,
          meta: { label: t('review.yearGroup') },
        }),
      );
    } else {
      columns.push(
        column.accessor((row) => row.groups.join(', '), {
          id: 'groups',
          header: t(kind === 'pupil' ? 'review.group' : 'review.groups'),
          sortFn: (a, b) =>
            (a.original.groups[0] ?? '').localeCompare(b.original.groups[0] ?? '', 'nl', { numeric: true }),
          meta: { label: t(kind === 'pupil' ? 'review.group' : 'review.groups') },
        }),
      );
    }
    if (kind === 'pupil') {
      columns.push(
        column.accessor((row) => row.birthDate ?? '', {
          id: 'birthDate',
          header: t('review.birthDate'),
          sortFn: (a, b) => (a.original.birthDate ?? '').localeCompare(b.original.birthDate ?? ''),
          cell: ({ row }) => <DateCell date={row.original.birthDate} />,
          meta: { label: t('review.birthDate'), className: 'keep' },
        }),
      );
    }
    if (kind === 'teacher' && list === 'nieuw') {
      columns.push(
        column.display({
          id: 'email',
          header: t('review.email'),
          enableSorting: false,
          cell: ({ row }) => <EmailCell row={row.original} />,
          meta: { className: 'cell-email' },
        }),
      );
    }
    if (list === 'eerst') {
      columns.push(
        column.display({
          id: 'attention',
          header: t('attention.column'),
          enableSorting: false,
          cell: ({ row }) => <AttentionCell row={row.original} />,
          meta: { className: 'cell-attention' },
        }),
      );
    }
    if (list === 'bestaand') {
      columns.push(
        column.display({
          id: 'record',
          header: t('review.record'),
          enableSorting: false,
          cell: ({ row }) => <RecordCell row={row.original} />,
        }),
      );
    }
    columns.push(
      column.display({
        id: 'actions',
        header: () => <span className="visually-hidden">{t('review.actions')}</span>,
        enableSorting: false,
        cell: ({ row }) => <ActionsCell row={row.original} />,
      }),
    );
    return columns;
  }, [kind, list, t]);
}

function NameCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { faults } = useActions();
  return (
    <>
      {row.name}
      {row.changed ? (
        <div>
          <Tag tone="wait">{t('review.changed')}</Tag>
        </div>
      ) : null}
      {row.alreadyThere ? (
        <div className="small">{t(`review.alreadyThere-${row.kind}`, { name: row.alreadyThere })}</div>
      ) : null}
      {row.startsOn ? <div className="small soft">{t('review.startsOn', { date: date(row.startsOn) })}</div> : null}
      {faults.has(row.rowId) ? <div className="fault">{faults.get(row.rowId)}</div> : null}
    </>
  );
}

function YearGroupCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const yearGroup = useYearGroup();
  return `${yearGroup(row.yearGroup) ?? ''} ${row.composite ? t('review.composite') : ''}`.trim();
}

function DateCell({ date }: { date?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return date ? format.date(date) : <span className="soft">{t('review.unknown')}</span>;
}

function EmailCell({ row }: { row: Row }) {
  const { school, mayChange } = useActions();
  return <EmailField school={school} row={row} isReadOnly={!mayChange} />;
}

function RecordCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (isUndecided(row)) {
    return <Proposals row={row} />;
  }
  return (
    <>
      {row.record ? <MatchText match={row.record} isPerson={row.kind === 'pupil'} /> : null}
      <div className="small soft">{t(`basis.${row.basis ?? 'person'}`)}</div>
    </>
  );
}

/** Why a person has to look at this row, and what can be done about it at once. */
function AttentionCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { school, mayChange } = useActions();
  const attention = attentionOf(row);
  return (
    <>
      {attention ? <Tag tone="wait">{t(`attention.short-${attention}`)}</Tag> : null}{' '}
      {isUndecided(row) ? (
        <Proposals row={row} isShort />
      ) : row.category === 'new' && row.kind === 'teacher' ? (
        <EmailField school={school} row={row} isReadOnly={!mayChange} />
      ) : (
        <RecordCell row={row} />
      )}
    </>
  );
}

/** Who it could be, and why. None is chosen beforehand. */
function Proposals({ row, isShort }: { row: Row; isShort?: boolean }) {
  const { t } = useTranslation();
  const { mayChange, isBusy, decide } = useActions();
  const proposals: Match[] = row.proposals ?? [];
  return (
    <>
      {isShort ? null : <Tag tone="wait">{t('review.stillToChoose')}</Tag>}{' '}
      {proposals.length > 1 ? <span className="small">{t(`review.severalProposals-${row.kind}`)}</span> : null}
      <ul className="proposals">
        {proposals.map((match) => (
          <li key={match.recordId}>
            <span>
              <MatchText match={match} isPerson={row.kind === 'pupil'} />
              <br />
              <span className="small soft">
                <Evidence row={row} match={match} />
              </span>
            </span>
            {mayChange ? (
              <Button
                small
                isDisabled={isBusy}
                onPress={() => decide([linkTo(row, match)])}
                aria-label={t('review.linkRow', { name: row.name, record: match.name })}
              >
                {t('review.link')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function ActionsCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { mayChange, isBusy, move, openMatch } = useActions();
  if (!mayChange || row.settled) {
    return row.settled ? <div className="row-actions small soft">{t('review.settled')}</div> : null;
  }
  return (
    <div className="row-actions">
      <Button small onPress={() => openMatch(row)} aria-label={t('review.changeMatchOf', { name: row.name })}>
        {t('review.changeMatch')}
      </Button>
      <MenuTrigger>
        <Button small isDisabled={isBusy} aria-label={t('review.moveRow', { name: row.name })}>
          {t('review.move')} <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="options" onAction={(key) => move(row, key === 'new' ? 'new' : 'skip')}>
            {row.category === 'new' || !row.mayBecome.includes('new') ? null : (
              <MenuItem id="new" className="option">
                {t('review.moveToNew')}
              </MenuItem>
            )}
            {row.category === 'skip' ? null : (
              <MenuItem id="skip" className="option">
                {t('review.moveToSkip')}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
