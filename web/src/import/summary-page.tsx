import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink, useNavigate } from 'react-router';
import { answerOf, api, etag, type Schemas } from '../api/client';
import { Refused } from '../api/problem';
import { keys, type Summary, useForgetSchool, useImport, useSummary } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Confirm } from '../ui/confirm';
import { Button, Checkbox } from '../ui/controls';
import { Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { useKeepActive } from './decide';
import { GoneNotice } from './gone-notice';
import { KINDS, pathOf } from './kinds';
import { LeaverNotice } from './leaver-notice';
import { NextStep } from './next-step';
import { useWho } from './who';

/** Samenvatting: what the second press of Gegevens importeren would do. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const summary = useSummary(school);
  const isGone = summary.error instanceof Refused && summary.error.status === 404;
  return (
    <>
      <PageHeading back={{ to: `/s/${school}/importeren`, text: t('import.title') }}>{t('summary.title')}</PageHeading>
      {isGone ? (
        <GoneNotice school={school} />
      ) : (
        <Loaded query={summary}>{(data) => <Content school={school} summary={data} />}</Loaded>
      )}
    </>
  );
}

function Content({ school, summary }: { school: string; summary: Summary }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const who = useWho();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const forget = useForgetSchool(school);
  const mayChange = useMayChange(school);
  const imported = useImport(school);
  const las = imported.data?.typeName ?? imported.data?.link?.typeName ?? t('link.theLas');
  const [isAborting, setIsAborting] = useState(false);
  const hub = `/s/${school}/importeren`;
  const header = { 'If-Match': etag(summary.version) };
  const after = {
    onSuccess: (now: Schemas['Import']) => {
      queries.setQueryData(keys.import(school), now);
      queries.removeQueries({ queryKey: keys.rows(school) });
      void navigate(hub);
    },
    onError: () => forget(),
    onSettled: () => setIsAborting(false),
  };
  const confirm = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/schools/{school}/import/confirmation', {
          params: { path: { school }, header },
        }),
      ),
    ...after,
  });
  const abort = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/api/schools/{school}/import/abort', { params: { path: { school }, header } })),
    ...after,
  });
  const keep = useKeepActive(school, summary.importId);
  const undecided = summary.undecided.groups + summary.undecided.teachers + summary.undecided.pupils;
  const leaving = summary.leavers.filter((leaver) => !leaver.keptActive).length;
  const isBusy = confirm.isPending || abort.isPending || keep.isPending;
  const rows = [
    [t('kind.group'), summary.groups, summary.skipped.groups],
    [t('kind.teacher'), summary.teachers, summary.skipped.teachers],
    [t('kind.pupil'), summary.pupils, summary.skipped.pupils],
  ] as const;
  const isNothing =
    undecided === 0 &&
    summary.leavers.length === 0 &&
    rows.every(([, { added, changed }, skipped]) => added + changed + skipped === 0);
  return (
    <>
      <p className="state-line">
        {t(undecided > 0 ? 'summary.notYet' : isNothing ? 'summary.nothing' : 'summary.ready')}
      </p>
      {[confirm.error, abort.error].map((error) =>
        error instanceof Refused && error.status === 412 ? (
          <Moved
            key={error.message}
            answer={error}
            change={imported.isFetching ? undefined : imported.data?.lastChange}
            las={las}
          />
        ) : error ? (
          <ProblemNotice key={error.message} error={error} isAnswer />
        ) : null,
      )}
      {keep.error ? <ProblemNotice error={keep.error} isAnswer /> : null}
      {undecided > 0 ? (
        <Notice tone="wait" title={t('summary.undecided', { text: count(undecided), who: who(summary.undecided) })}>
          <ul>
            {KINDS.map(({ kind }) => {
              const left = summary.undecided[`${kind}s`];
              return left > 0 ? (
                <li key={kind}>
                  <RouteLink to={`${hub}/${pathOf(kind)}`}>
                    {t(`kind.${kind}`)}: {t('review.toChoose', { text: count(left) })}
                  </RouteLink>
                </li>
              ) : null;
            })}
          </ul>
        </Notice>
      ) : null}
      <table className="plain">
        <caption className="visually-hidden">{t('summary.title')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              {t('summary.new')}
            </th>
            <th scope="col" className="number">
              {t('summary.toChange')}
            </th>
            <th scope="col" className="number">
              {t('summary.skipped')}
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

      <section className="section">
        <h2>{t('summary.leaversTitle')}</h2>
        <p>{t('summary.leaversRule')}</p>
        {summary.pupilsLeftOut > 0 ? (
          <p>
            <strong>
              {t('summary.withheld', { count: summary.pupilsLeftOut, text: count(summary.pupilsLeftOut), las })}
            </strong>
          </p>
        ) : summary.leavers.length === 0 ? (
          <p>{t('summary.noLeavers')}</p>
        ) : (
          <>
            {imported.data ? (
              <LeaverNotice school={school} imported={imported.data} las={las} mayChange={mayChange} />
            ) : null}
            {imported.data?.leaverHold ? null : (
              <p role="status">
                <strong>{t('summary.leaving', { count: leaving, text: count(leaving) })}</strong>{' '}
                {t('summary.leaversKeepResults')}
              </p>
            )}
            <div className="table-box">
              <table className="stacks">
                <caption className="visually-hidden">{t('summary.leaversTitle')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('review.name')}</th>
                    <th scope="col">{t('review.group')}</th>
                    <th scope="col" className="number">
                      {t('match.testResults')}
                    </th>
                    <th scope="col">{t('summary.reason')}</th>
                    <th scope="col">{t('summary.choice')}</th>
                  </tr>
                </thead>
                <tbody>
                  {summary.leavers.map((leaver) => (
                    <tr key={leaver.pupilId}>
                      <th scope="row">{leaver.name}</th>
                      <td data-label={t('review.group')}>{leaver.group}</td>
                      <td className="number" data-label={t('match.testResults')}>
                        {count(leaver.testResults)}
                      </td>
                      <td>{t(`leaver.${leaver.reason}`, { las })}</td>
                      <td>
                        <Checkbox
                          isSelected={leaver.keptActive}
                          isDisabled={!mayChange}
                          onChange={(isKept) => keep.mutate([{ pupilId: leaver.pupilId, keepActive: isKept }])}
                        >
                          <span>
                            {t('summary.keepActive')}
                            <span className="visually-hidden"> {leaver.name}</span>
                          </span>
                        </Checkbox>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </section>

      {summary.teachersWithoutEmail.length > 0 ? (
        <section className="section">
          <h2>
            {t('summary.withoutEmail', {
              count: summary.teachersWithoutEmail.length,
              text: count(summary.teachersWithoutEmail.length),
            })}
          </h2>
          <p>
            {t('summary.withoutEmailText')} <RouteLink to={`${hub}/leerkrachten`}>{t('summary.toTeachers')}</RouteLink>
          </p>
          <ul>
            {summary.teachersWithoutEmail.map((teacher) => (
              <li key={teacher.rowId}>{teacher.name}</li>
            ))}
          </ul>
        </section>
      ) : null}

      {mayChange ? (
        <div className="actions">
          {isNothing ? null : undecided > 0 ? (
            <NextStep
              school={school}
              undecided={{
                group: summary.undecided.groups,
                teacher: summary.undecided.teachers,
                pupil: summary.undecided.pupils,
              }}
            />
          ) : (
            <Button kind="primary" isDisabled={isBusy} onPress={() => confirm.mutate()}>
              {t('import.fetch')}
            </Button>
          )}
          <RouteLink className="button" to={hub}>
            {t('summary.change')}
          </RouteLink>
          <Button kind="stop" isDisabled={isBusy} onPress={() => setIsAborting(true)}>
            {t('summary.abort')}
          </Button>
        </div>
      ) : null}
      {undecided > 0 ? <p className="soft">{t('summary.notYetText')}</p> : null}
      <Confirm
        isOpen={isAborting}
        title={t('summary.abortQuestion')}
        action={t('summary.abort')}
        kind="stop"
        isBusy={abort.isPending}
        onConfirm={() => abort.mutate()}
        onClose={() => setIsAborting(false)}
      >
        <p>{t('summary.abortConsequence')}</p>
      </Confirm>
    </>
  );
}

/** The import changed after this page was read: what changed, who did it and when, and how to go on. */
function Moved({ answer, change, las }: { answer: unknown; change: Schemas['Import']['lastChange']; las: string }) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  return (
    <Notice tone="wait" title={t('summary.movedTitle')} isAlert answer={answer}>
      <p>
        {change
          ? t(`summary.moved-${change.what}`, { by: change.by ?? '', at: moment(change.at), las })
          : t('summary.moved-unknown')}
      </p>
      <p>{t('summary.movedNext')}</p>
    </Notice>
  );
}
