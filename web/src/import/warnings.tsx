import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useFormat } from '../format';

type Warning = NonNullable<Schemas['Import']['warnings']>[number];

const RESPONSIBLE = ['school', 'las-supplier', 'nobody'] as const;

/** The warnings about the answer of the LAS: kind, count, result, places, and who corrects it. */
export function Warnings({ warnings, las }: { warnings: Warning[] | undefined; las: string }) {
  const { t } = useTranslation();
  if (!warnings || warnings.length === 0) {
    return null;
  }
  const leftOut = warnings.find((warning) => warning.kind === 'pupil-left-out');
  return (
    <section className="section">
      <h2>{t('import.warnings', { las })}</h2>
      {leftOut ? (
        <p>
          <strong>{t('finding.pupil-left-out', { count: leftOut.count })}</strong>
        </p>
      ) : null}
      {RESPONSIBLE.map((party) => {
        const ofParty = warnings.filter((warning) => warning.whoActs === party && warning !== leftOut);
        return ofParty.length === 0 ? null : (
          <div key={party}>
            <h3>{t(`responsible.${party}`, { las })}</h3>
            <ul>
              {ofParty.map((warning) => (
                <li key={warning.kind}>
                  {t(`finding.${warning.kind}`, { count: warning.count })}
                  <Places warning={warning} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {warnings.some((warning) => warning.places.length > 0) ? (
        <p className="soft">{t('import.placesText', { las })}</p>
      ) : null}
    </section>
  );
}

/** By position, never by name: unusable data may be about a person of another school. */
function Places({ warning }: { warning: Warning }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  if (warning.places.length === 0) {
    return null;
  }
  const isStaged = warning.places.some((place) => place.answer > 1);
  const places = warning.places.map(({ answer, subject, ordinal, line, field }) =>
    [
      subject === 'answer'
        ? t('place.line', { line: count(line) })
        : t(`place.${subject}`, { ordinal: count(ordinal), line: count(line) }),
      isStaged ? t('place.inAnswer', { answer: count(answer) }) : '',
      field ? `– ${t(`placeField.${field}`)}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
  const more = warning.count - warning.places.length;
  return (
    <div className="small">
      {places.join(', ')}
      {more > 0 ? ` ${t('place.more', { count: more, text: count(more) })}` : ''}
    </div>
  );
}
