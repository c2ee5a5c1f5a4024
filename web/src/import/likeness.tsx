import { useTranslation } from 'react-i18next';
import type { Row } from '../api/queries';
import { useFormat } from '../format';
import { Confirm } from '../ui/confirm';
import type { Kind } from './kinds';
import { MatchText } from './match-text';

const MOST_NAMES = 8;

/** The rows that look like somebody who exists already. */
export function lookAlikes(rows: Row[]): Row[] {
  return rows.filter((row) => row.category !== 'new' && (row.proposals ?? []).length > 0);
}

/** Asks before a person is added who looks like an existing one: the same person would be there twice. */
export function Likeness({
  kind,
  rows,
  isBusy,
  onAll,
  onOthers,
  onClose,
}: {
  kind: Kind;
  /** The rows to add; the dialog is open while there are any. */
  rows: Row[];
  isBusy: boolean;
  onAll: () => void;
  onOthers: (rows: Row[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const alike = lookAlikes(rows);
  const others = rows.filter((row) => !alike.includes(row));
  const number = { count: alike.length, text: count(alike.length) };
  return (
    <Confirm
      isOpen={rows.length > 0}
      title={
        alike.length === 1 ? t(`likeness.one-${kind}`, { name: alike[0]?.name }) : t(`likeness.many-${kind}`, number)
      }
      action={t('likeness.all', { count: rows.length, text: count(rows.length) })}
      kind="stop"
      other={
        others.length > 0
          ? {
              text: t('likeness.others', { count: others.length, text: count(others.length) }),
              onPress: () => onOthers(others),
            }
          : undefined
      }
      isBusy={isBusy}
      onConfirm={onAll}
      onClose={onClose}
    >
      <ul>
        {alike.slice(0, MOST_NAMES).map((row) => {
          const match = row.proposals?.[0];
          return (
            <li key={row.rowId}>
              {row.name} – {t('likeness.like')} {match ? <MatchText match={match} isPerson={kind === 'pupil'} /> : null}
            </li>
          );
        })}
        {alike.length > MOST_NAMES ? <li>{t('result.more', { text: count(alike.length - MOST_NAMES) })}</li> : null}
      </ul>
      <p>{t(`likeness.consequence-${kind}`)}</p>
    </Confirm>
  );
}
