import { type RefObject, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../api/queries';
import { useFormat } from '../format';
import { Button } from '../ui/controls';
import type { Kind } from './kinds';

/** What a press did: the rows as they were before it, and the rows that could not be taken with why. */
export type Done = {
  what: 'new' | 'existing' | 'skip' | 'back' | 'returned';
  kind: Kind;
  before: Row[];
  refused: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
  /** The pupils who went along with a group that is not imported, or came back with it. */
  along: number;
};

const MOST_NAMES = 5;

/** The answer to a press, with the way back. The answer to a press about many rows takes the focus. */
export function Result({
  done,
  box,
  isBusy,
  onUndo,
}: {
  done: Done;
  box: RefObject<HTMLElement | null>;
  isBusy: boolean;
  onUndo: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const heading = useId();
  const number = done.before.length;
  const refused = [...done.refused];
  const first = done.before[0];
  const text =
    number === 1 && first
      ? t(`result.one-${done.what}`, { name: first.name })
      : t(`result.many-${done.what}`, { number: t(`count.${done.kind}s`, { count: number, text: count(number) }) });
  return (
    <section
      className="notice result"
      data-tone={refused.length > 0 ? 'wait' : 'go'}
      aria-labelledby={heading}
      tabIndex={-1}
      ref={box}
    >
      <div className="result-line">
        <p id={heading} role="status">
          {text}{' '}
          {done.along > 0
            ? t(done.what === 'skip' ? 'result.along' : 'result.comeBack', {
                count: done.along,
                text: count(done.along),
              })
            : ''}
        </p>
        {onUndo ? (
          <Button small isDisabled={isBusy} onPress={onUndo}>
            {t('result.undo')}
          </Button>
        ) : null}
      </div>
      {refused.length > 0 ? (
        <>
          <p>{t('result.refused', { count: refused.length, text: count(refused.length) })}</p>
          <ul className="fault-list">
            {refused.slice(0, MOST_NAMES).map(([row, why]) => (
              <li key={row}>
                {done.names.get(row)}: {why}
              </li>
            ))}
            {refused.length > MOST_NAMES ? (
              <li>{t('result.more', { text: count(refused.length - MOST_NAMES) })}</li>
            ) : null}
          </ul>
        </>
      ) : null}
    </section>
  );
}
