import { useTranslation } from 'react-i18next';
import type { Match, Row } from '../api/queries';
import { useFormat } from '../format';

/** An existing record in a few words: who it is and what hangs on it. */
export function MatchText({ match, isPerson }: { match: Match; isPerson: boolean }) {
  const { t } = useTranslation();
  const { date, count } = useFormat();
  const parts = [
    match.group ?? '',
    match.birthDate ? t('match.born', { date: date(match.birthDate) }) : '',
    match.email ?? '',
    match.active ? '' : t('match.inactive'),
    isPerson && match.testResults > 0
      ? t('match.results', { count: match.testResults, text: count(match.testResults) })
      : '',
    match.lastTestOn ? t('match.lastTest', { date: date(match.lastTestOn) }) : '',
  ].filter((part) => part !== '');
  return (
    <>
      <strong>{match.name}</strong>
      {parts.length > 0 ? ` · ${parts.join(' · ')}` : ''}
    </>
  );
}

/** What speaks against it: `geboortedatum 28 januari 2017 tegen 29 januari 2017`. Empty when nothing differs. */
function useDifferences(): (row: Row, match: Match) => string {
  const { t, i18n } = useTranslation();
  const { date } = useFormat();
  return (row, match) =>
    new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
      (match.differs ?? []).map((field) =>
        t(`differs.${field}`, {
          there: row.birthDate ? date(row.birthDate) : '',
          here: match.birthDate ? date(match.birthDate) : '',
        }),
      ),
    );
}

/** Why it is proposed: `achternaam, roepnaam en groep gelijk`. */
function useReasons(): (match: Match) => string {
  const { t, i18n } = useTranslation();
  return (match) =>
    new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
      match.reasons.map((reason) => t(`reason.${reason}`)),
    );
}

/** What speaks against the proposal and what for it, in that order. */
export function Evidence({ row, match }: { row: Row; match: Match }) {
  const { t } = useTranslation();
  const reasons = useReasons();
  const differences = useDifferences();
  const differing = differences(row, match);
  return (
    <>
      {differing === '' ? '' : `${t('review.differs', { fields: differing })} `}
      {t('review.because', { reasons: reasons(match) })}
    </>
  );
}
