import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink } from 'react-router';
import type { Schemas } from '../api/client';
import { hasExpired, type Import, isFetching, useForgetSchool, useImport } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { RecentHistory } from '../history/recent';
import { SettledByItself } from '../history/settled';
import { ContactText } from '../link/contact-text';
import { useMayChange } from '../sign-in/person';
import { Bar, Facts, Loaded, Notice, PageHeading, Receipt, Tag } from '../ui/page';
import { AttentionList } from './attention-list';
import { FetchButton } from './fetch-button';
import { HoldNotice } from './hold-notice';
import { KINDS, type Kind } from './kinds';
import { NextStep } from './next-step';
import { Stations, undecidedOf } from './stations';
import { Warnings } from './warnings';
import { undecidedWho, useWho, waitingWho } from './who';

/** Importeren: how the import of this school stands, and what is asked. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const imported = useImport(school);
  useForgettingWhenDone(school, imported.data);
  return (
    <>
      <PageHeading>{t('import.title')}</PageHeading>
      <Loaded query={imported}>{(data) => <State school={school} imported={data} />}</Loaded>
      <SettledByItself school={school} />
      <RecentHistory school={school} />
      <p className="section">
        <RouteLink to="keuzes">{t('choices.link')}</RouteLink>
      </p>
    </>
  );
}

/** When a fetch or a commit ends, everything that was read before it is old. */
function useForgettingWhenDone(school: string, imported: Import | undefined): void {
  const forget = useForgetSchool(school);
  const wasBusy = useRef(false);
  const isBusy = isFetching(imported) || imported?.state === 'committing';
  useEffect(() => {
    if (wasBusy.current && !isBusy) {
      forget();
    }
    wasBusy.current = isBusy;
  });
}

function State({ school, imported }: { school: string; imported: Import }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const mayChange = useMayChange(school);
  const las = imported.typeName ?? imported.link?.typeName ?? t('link.theLas');
  const isActive = imported.link?.active === true;
  if (isFetching(imported)) {
    return (
      <>
        <p className="state-line">{t('import.fetching', { las })}</p>
        <Stations imported={imported} />
        <div className="progress" role="status">
          <p>{t('import.fetchingText', { las })}</p>
          <Bar label={t('import.fetching', { las })} />
        </div>
      </>
    );
  }
  const again =
    mayChange && isActive ? (
      <div className="actions">
        <FetchButton school={school} text={t('import.fetchAgain')} />
      </div>
    ) : null;
  switch (imported.state) {
    case 'none':
      return (
        <>
          <p className="state-line">{t('import.state-none')}</p>
          <LastFetch imported={imported} las={las} />
          <Start school={school} las={las} isActive={isActive} />
        </>
      );
    case 'aborted':
      return (
        <>
          <p className="state-line">{t('import.state-aborted')}</p>
          <p>{t('import.abortedText')}</p>
          <LastFetch imported={imported} las={las} />
          <Start school={school} las={las} isActive={isActive} />
        </>
      );
    case 'open':
      if (hasExpired(imported)) {
        return (
          <>
            <p className="state-line">{t('import.state-expired')}</p>
            <p>{t('import.expiredText')}</p>
            <LastFetch imported={imported} las={las} />
            <Start school={school} las={las} isActive={isActive} />
          </>
        );
      }
      return <Open school={school} imported={imported} las={las} mayChange={mayChange} again={again} />;
    case 'committing':
      return (
        <>
          <p className="state-line">{t('import.state-committing')}</p>
          <Stations imported={imported} />
          <div className="progress" role="status">
            <p>
              {imported.progress
                ? t('import.committing', { done: count(imported.progress.done), total: count(imported.progress.total) })
                : t('import.committingUnknown')}
            </p>
            <Bar done={imported.progress?.done} total={imported.progress?.total} label={t('import.state-committing')} />
          </div>
          <p className="soft">{t('import.committingText')}</p>
        </>
      );
    case 'committed':
      return (
        <>
          {imported.receipt ? <CommitReceipt school={school} receipt={imported.receipt} las={las} /> : null}
          <LastFetch imported={imported} las={las} />
          <Warnings warnings={imported.warnings} las={las} />
          {again}
        </>
      );
  }
}

function Start({ school, las, isActive }: { school: string; las: string; isActive: boolean }) {
  const { t } = useTranslation();
  const mayChange = useMayChange(school);
  if (!isActive) {
    return (
      <Notice tone="wait" title={t('import.noLinkTitle')}>
        <p>
          {t('import.noLinkText')} <RouteLink to={`/s/${school}/koppeling`}>{t('import.toLink')}</RouteLink>
        </p>
      </Notice>
    );
  }
  return mayChange ? (
    <>
      <p>{t('import.startText', { las })}</p>
      <div className="actions">
        <FetchButton school={school} text={t('import.fetch')} isPrimary />
      </div>
    </>
  ) : null;
}

/** What came of the last contact, when that brought nothing to choose. */
function LastFetch({ imported, las }: { imported: Import; las: string }) {
  const { t } = useTranslation();
  const contact = imported.fetch?.contact;
  if (!contact || contact.outcome === 'delivered') {
    return null;
  }
  const isQuiet = contact.outcome === 'no-changes';
  const hasNoData = contact.outcome === 'no-data';
  return (
    <Notice
      tone={isQuiet ? 'plain' : hasNoData ? 'wait' : 'stop'}
      title={t(`import.${isQuiet ? 'quietTitle' : hasNoData ? 'noDataTitle' : 'failedTitle'}`, { las })}
      isAlert={!isQuiet}
    >
      <p>
        <ContactText contact={contact} las={las} />
      </p>
      <p>{t('import.nothingChanged')}</p>
    </Notice>
  );
}

function Open({
  school,
  imported,
  las,
  mayChange,
  again,
}: {
  school: string;
  imported: Import;
  las: string;
  mayChange: boolean;
  again: ReactNode;
}) {
  const { t } = useTranslation();
  const { moment, count } = useFormat();
  const undecided = undecidedOf(imported);
  const [tone, state] =
    undecided > 0
      ? (['plain', 'task.notYet'] as const)
      : hasNothingToImport(imported)
        ? (['plain', 'task.nothing'] as const)
        : (['wait', 'task.todo'] as const);
  const counts: Record<Kind, Schemas['CategoryCounts'] | undefined> = {
    group: imported.groups,
    teacher: imported.teachers,
    pupil: imported.pupils,
  };
  return (
    <>
      <OpenState imported={imported} las={las} />
      {imported.reviewAgain ? (
        <Notice tone="wait" title={t('import.reviewAgainTitle')} isAlert>
          {imported.receipt ? (
            <CameBack receipt={imported.receipt} rows={imported.cameBack ?? []} />
          ) : (
            <p>{t('import.reviewAgainText')}</p>
          )}
        </Notice>
      ) : null}
      <LastFetch imported={imported} las={las} />
      <Stations imported={imported} />
      <HoldNotice school={school} imported={imported} las={las} mayChange={mayChange} />
      <AttentionList school={school} missingGroups={imported.missingGroups ?? []} las={las} />
      <ul className="tasks">
        {KINDS.map(({ kind, path }) => {
          const c = counts[kind];
          return c ? <Task key={kind} kind={kind} path={path} counts={c} /> : null;
        })}
        {imported.leavers || imported.leaverHold ? (
          <li>
            <span className="name">
              <RouteLink to="vertrekkers">{t('leavers.title')}</RouteLink>
            </span>
            <span>{t('import.leavers', { count: imported.leavers ?? 0, text: count(imported.leavers ?? 0) })}</span>
            <Tag tone={imported.leaverHold ? 'wait' : 'go'}>{t(imported.leaverHold ? 'task.todo' : 'task.done')}</Tag>
          </li>
        ) : null}
        <li>
          <span className="name">
            <RouteLink to="samenvatting">{t('summary.title')}</RouteLink>
          </span>
          <span>
            {undecided > 0
              ? t('import.leaversLater')
              : imported.pupilsLeftOut
                ? t('summary.withheld', { count: imported.pupilsLeftOut, text: count(imported.pupilsLeftOut), las })
                : imported.leavers
                  ? null // Vertrekkers above has the number
                  : t('import.noLeavers')}
          </span>
          <Tag tone={tone}>{t(state)}</Tag>
        </li>
      </ul>
      {hasNothingToImport(imported) ? null : (
        <div className="actions">
          <NextStep
            school={school}
            undecided={{
              group: imported.groups?.undecided ?? 0,
              teacher: imported.teachers?.undecided ?? 0,
              pupil: imported.pupils?.undecided ?? 0,
            }}
          />
        </div>
      )}
      <Facts
        facts={[
          [t('import.from'), las],
          [t('field.schoolYear'), imported.schoolYear],
          [t('import.stagedAt'), imported.stagedAt ? moment(imported.stagedAt) : undefined],
          [t('import.expiresAt'), imported.expiresAt ? moment(imported.expiresAt) : undefined],
        ]}
      />
      <Warnings warnings={imported.warnings} las={las} />
      {again}
    </>
  );
}

/** What waits, in one line; after a contact that failed first from when these data are. */
function OpenState({ imported, las }: { imported: Import; las: string }) {
  const { t } = useTranslation();
  const { moment, count } = useFormat();
  const who = useWho();
  const undecided = undecidedOf(imported);
  const toDecide = imported.toDecide ?? 0;
  const withoutEmail = imported.teachers?.withoutEmail ?? 0;
  const isNothing = hasNothingToImport(imported);
  const toTeachers = <RouteLink to="leerkrachten">{t('import.toTeachers')}</RouteLink>;
  const known = isNothing
    ? t('import.state-nothing', { count: withoutEmail, text: count(withoutEmail) })
    : undecided > 0
      ? t('import.choose', { text: count(undecided), who: who(undecidedWho(imported)) })
      : toDecide > 0
        ? t('import.state-chosen', { who: who(waitingWho(imported)) })
        : t('import.state-ready');
  return (
    <>
      {hasFailed(imported) && imported.stagedAt ? (
        <>
          <p className="state-line">{t('import.state-old', { las, at: moment(imported.stagedAt) })}</p>
          <p>{known}</p>
        </>
      ) : (
        <p className="state-line">{known}</p>
      )}
      {undecided > 0 && toDecide > 0 ? (
        <p>{t('import.inAll', { text: count(toDecide), who: who(waitingWho(imported)) })}</p>
      ) : null}
      {isNothing ? (
        <p>{toTeachers}</p>
      ) : withoutEmail > 0 ? (
        <p>
          {t('import.waitingForEmail', { count: withoutEmail, text: count(withoutEmail) })} {toTeachers}
        </p>
      ) : null}
    </>
  );
}

/** Whether all that waits is an address of a teacher. */
function hasNothingToImport(imported: Import): boolean {
  return (imported.toDecide ?? 0) === 0 && (imported.teachers?.withoutEmail ?? 0) > 0;
}

function hasFailed(imported: Import): boolean {
  const outcome = imported.fetch?.contact?.outcome;
  return outcome !== undefined && outcome !== 'delivered' && outcome !== 'no-changes';
}

function Task({ kind, path, counts }: { kind: Kind; path: string; counts: Schemas['CategoryCounts'] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const isTodo = counts.undecided > 0;
  const parts = [
    isTodo ? t('task.toChoose', { count: counts.undecided, text: count(counts.undecided) }) : '',
    t('task.new', { text: count(counts.new) }),
    t('task.existing', { text: count(counts.existing) }),
    counts.skip > 0 ? t('task.skip', { text: count(counts.skip) }) : '',
    counts.withoutEmail ? t('task.withoutEmail', { text: count(counts.withoutEmail) }) : '',
  ].filter((part) => part !== '');
  return (
    <li>
      <span className="name">
        <RouteLink to={path}>{t(`kind.${kind}`)}</RouteLink>
      </span>
      <span>{parts.join(' · ')}</span>
      <Tag tone={isTodo ? 'wait' : 'go'}>{t(isTodo ? 'task.todo' : 'task.done')}</Tag>
    </li>
  );
}

/** What was imported after all, and by name what was changed meanwhile. */
function CameBack({ receipt, rows }: { receipt: Schemas['Receipt']; rows: NonNullable<Import['cameBack']> }) {
  const { t } = useTranslation();
  const { fullMoment, count } = useFormat();
  const imported = [receipt.groups, receipt.teachers, receipt.pupils]
    .map(({ added, changed }) => added + changed)
    .reduce((sum, each) => sum + each, receipt.deactivated);
  return (
    <>
      <p>
        {t('import.partlyText', { count: imported, text: count(imported) })}{' '}
        {t('link.byAt', { by: receipt.by, at: fullMoment(receipt.at) })}
      </p>
      <p>{t('import.cameBack', { count: rows.length, text: count(rows.length) })}</p>
      <ul>
        {rows.map(({ kind, name }, place) => (
          // Namesakes have no other name here.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
          <li key={`${kind} ${place}`}>{name}</li>
        ))}
      </ul>
    </>
  );
}

function CommitReceipt({ school, receipt, las }: { school: string; receipt: Schemas['Receipt']; las: string }) {
  const { t } = useTranslation();
  const { fullMoment, count } = useFormat();
  const rows = [
    [t('kind.group'), receipt.groups, receipt.skipped.groups],
    [t('kind.teacher'), receipt.teachers, receipt.skipped.teachers],
    [t('kind.pupil'), receipt.pupils, receipt.skipped.pupils],
  ] as const;
  return (
    <Receipt title={t('receipt.title')}>
      <p>{t('link.byAt', { by: receipt.by, at: fullMoment(receipt.at) })}</p>
      <table className="plain">
        <caption className="visually-hidden">{t('receipt.title')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              {t('summary.new')}
            </th>
            <th scope="col" className="number">
              {t('receipt.changed')}
            </th>
            <th scope="col" className="number">
              {t('receipt.skipped')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, { added, changed }, skipped]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{count(added)}</td>
              <td className="number">{count(changed)}</td>
              <td className="number">{count(skipped)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {receipt.deactivated > 0 ? (
          <li>
            {t('receipt.deactivated', { count: receipt.deactivated, text: count(receipt.deactivated) })}{' '}
            <RouteLink to={`/s/${school}/leerlingen#lijst=inactief`}>{t('receipt.toPupils')}</RouteLink>
          </li>
        ) : null}
        {receipt.teachersLeftOut > 0 ? (
          <li>{t('receipt.leftOut', { count: receipt.teachersLeftOut, text: count(receipt.teachersLeftOut) })}</li>
        ) : null}
        <li>{t('receipt.next', { las })}</li>
      </ul>
    </Receipt>
  );
}
