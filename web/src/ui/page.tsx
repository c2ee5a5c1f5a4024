import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { ProgressBar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Fault, Refused, textOf } from '../api/problem';
import { useFormat } from '../format';
import { Button } from './controls';

let pagesSeen = 0;

/** The page's heading: names the browser's tab and takes the focus when a person came here from another page. */
export function PageHeading({ children, back }: { children: string; back?: { to: string; text: string } }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    pagesSeen += 1;
    if (pagesSeen > 1) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  useEffect(() => {
    document.title = `${children} · laslink`;
  }, [children]);
  return (
    <>
      {back ? (
        <Link className="crumb" to={back.to}>
          ← {back.text}
        </Link>
      ) : null}
      <h1 tabIndex={-1} ref={heading}>
        {children}
      </h1>
    </>
  );
}

export type Tone = 'plain' | 'go' | 'wait' | 'stop';

/** Long enough for a dialog that closes to give the focus back to its button. */
const DIALOG_CLOSES_MS = 150;

/** The answer to a press is where the person looks: it takes the focus, and the page scrolls to it. */
function useAnswerFocus(answer: unknown) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!answer) {
      return;
    }
    const look = () => {
      if (!box.current?.contains(document.activeElement)) {
        box.current?.focus({ preventScroll: true });
        box.current?.scrollIntoView({ block: 'nearest' });
      }
    };
    look();
    const again = setTimeout(look, DIALOG_CLOSES_MS);
    return () => clearTimeout(again);
  }, [answer]);
  return box;
}

export function Notice({
  tone = 'plain',
  title,
  children,
  isAlert,
  answer,
  id,
}: {
  tone?: Tone;
  title?: string;
  children?: ReactNode;
  isAlert?: boolean;
  /** The answer to a press that this notice shows: with each other one it takes the focus. */
  answer?: unknown;
  id?: string;
}) {
  const box = useAnswerFocus(answer);
  return (
    <div
      className="notice"
      data-tone={tone}
      role={isAlert ? 'alert' : undefined}
      id={id}
      tabIndex={id || answer ? -1 : undefined}
      ref={box}
    >
      {title ? <h2>{title}</h2> : null}
      {children}
    </div>
  );
}

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  );
}

/** Facts in two columns; a fact without a value is left out. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** What did not happen, that nothing was lost, and what to do now. */
export function ProblemNotice({
  error,
  onRetry,
  isAnswer,
}: {
  error: unknown;
  onRetry?: () => void;
  /** Whether a press brought it, so that it takes the focus. */
  isAnswer?: boolean;
}) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const refused = error instanceof Refused ? error : Refused.noAnswer();
  const text = refused.problem ? textOf(refused.problem, language) : fallback(refused.status);
  function fallback(status: number) {
    const name = status === 0 ? 'noAnswer' : [401, 403, 404].includes(status) ? `status${status}` : 'failed';
    return { title: t(`problem.${name}.title`), detail: t(`problem.${name}.detail`) };
  }
  const canRetry = onRetry && refused.status !== 403 && refused.status !== 404;
  return (
    <Notice tone="stop" title={text.title} isAlert answer={isAnswer ? error : undefined}>
      {text.detail ? <p>{text.detail}</p> : null}
      {refused.problem?.reference && refused.status >= 500 ? (
        <p className="small">{t('problem.reference', { reference: refused.problem.reference })}</p>
      ) : null}
      {canRetry ? (
        <div className="actions">
          <Button onPress={onRetry}>{t('problem.retry')}</Button>
        </div>
      ) : null}
    </Notice>
  );
}

export function Loading({ children }: { children?: string }) {
  const { t } = useTranslation();
  return (
    <div className="progress" role="status">
      <p>{children ?? t('loading')}</p>
      <Bar label={children ?? t('loading')} />
    </div>
  );
}

/** A progress line; without a total it only says that work continues. */
export function Bar({ done, total, label }: { done?: number; total?: number; label: string }) {
  const isKnown = done !== undefined && total !== undefined && total > 0;
  return (
    <ProgressBar aria-label={label} value={done ?? 0} maxValue={total ?? 1} isIndeterminate={!isKnown}>
      <div className={isKnown ? 'progress-track' : 'progress-track running'}>
        <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
          <rect width={isKnown ? (100 * done) / total : 30} height="12" />
        </svg>
      </div>
    </ProgressBar>
  );
}

/** Shows what a query brought, or how it stands until then. What was there stays when a refresh fails. */
export function Loaded<T>({
  query,
  children,
  loading,
}: {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  children: (data: T) => ReactNode;
  loading?: string;
}) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error ? <ProblemNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
        {children(query.data)}
      </>
    );
  }
  if (query.error) {
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Loading>{loading}</Loading>;
}

/** A tick, what was done, and what happens next. */
export function Receipt({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="receipt">
      <div className="receipt-head">
        <svg viewBox="0 0 40 40" aria-hidden="true">
          <circle cx="20" cy="20" r="17" />
          <path d="M12 20.5 18 26 28 14.5" />
        </svg>
        <h2>{title}</h2>
      </div>
      {children}
    </div>
  );
}

/** What is wrong, on top of a form, each with a link to its field. Takes the focus with each answer that brought faults. */
export function ErrorSummary({ faults, title, answer }: { faults: Fault[]; title: string; answer: unknown }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) {
      box.current?.focus();
    }
  }, [answer]);
  if (faults.length === 0) {
    return null;
  }
  return (
    <div className="notice error-summary" data-tone="stop" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.field + fault.text}>
            <a
              href={`#${fault.field}`}
              onClick={(event) => {
                event.preventDefault();
                focusField(fault.field);
              }}
            >
              {fault.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The field itself, or the control inside what bears its name. */
export function focusField(id: string): void {
  const named = document.getElementById(id);
  const control = named?.matches('input, textarea, button, [tabindex]') ? named : named?.querySelector('button, input');
  control?.scrollIntoView({ block: 'center' });
  if (control instanceof HTMLElement) {
    control.focus();
  }
}
