import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink, useNavigate } from 'react-router';
import { answerOf, api, etag } from '../api/client';
import { hasExpired, isFetching, keys, type Link, useForgetSchool, useImport, useLink } from '../api/queries';
import { useConfig } from '../config-context';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { FetchButton } from '../import/fetch-button';
import { useWho, waitingWho } from '../import/who';
import { useMayChange } from '../sign-in/person';
import { Confirm } from '../ui/confirm';
import { Button } from '../ui/controls';
import { Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { ChangeLink } from './change-link';
import { ExternalNumbers } from './external-numbers';
import { LinkFacts } from './link-facts';
import { TestConnection } from './test-connection';

/** Koppelen met LAS: how the link of this school stands. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const link = useLink(school);
  return (
    <>
      <PageHeading>{t('link.title')}</PageHeading>
      <Loaded query={link}>
        {(data) => (
          <>
            <Unreached link={data} />
            <State school={school} link={data} />
          </>
        )}
      </Loaded>
    </>
  );
}

function State({ school, link }: { school: string; link: Link }) {
  const { t } = useTranslation();
  const las = link.fields?.typeName ?? '';
  const mayChange = useMayChange(school);
  switch (link.state) {
    case 'none':
    case 'ended':
    case 'rejected':
      return (
        <>
          <p className="state-line">{t(`link.state-${link.state}`, { las })}</p>
          {link.state === 'rejected' && link.decision?.reason ? (
            <>
              <p className="label">{t('link.reasonGiven')}</p>
              <blockquote className="quote">{link.decision.reason}</blockquote>
            </>
          ) : null}
          <p>{t(`link.next-${link.state}`, { las })}</p>
          <ExternalNumbers school={school} link={link} />
          {mayChange ? (
            <div className="actions">
              <RouteLink className="button" data-kind="primary" to="aanvragen">
                {t(link.state === 'none' ? 'link.request' : 'link.requestAgain')}
              </RouteLink>
            </div>
          ) : null}
          {link.fields ? <LinkFacts link={link} /> : null}
        </>
      );
    case 'requested':
      return (
        <>
          <p className="state-line">{t('link.state-requested', { las })}</p>
          <p>{t('link.next-requested')}</p>
          <LinkFacts link={link} />
          {mayChange ? <End school={school} link={link} /> : null}
        </>
      );
    case 'active':
      return (
        <>
          <p className="state-line">
            {t(link.lastContact?.failing ? 'link.state-failing' : 'link.state-active', { las })}
          </p>
          {mayChange ? <Import school={school} /> : null}
          <LinkFacts link={link} />
          {mayChange ? (
            <>
              <section className="section">
                <h2>{t('link.testTitle')}</h2>
                <p>{t('link.testText', { las })}</p>
                <TestConnection school={school} las={las} schoolYear={link.fields?.schoolYear ?? ''} />
              </section>
              <ChangeLink school={school} link={link} />
              <section className="section">
                <h2>{t('link.endTitle')}</h2>
                <p>{t('link.endText', { las })}</p>
                <End school={school} link={link} />
              </section>
            </>
          ) : null}
        </>
      );
  }
}

/** Bounced mail: the school gets no mail about a decision or a review until the address is corrected. */
function Unreached({ link }: { link: Link }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  const { customerService } = useConfig();
  const unreached = link.unreachedBeheerders ?? [];
  return unreached.length > 0 ? (
    <Notice tone="wait" title={t('unreached.title', { count: unreached.length })}>
      <ul>
        {unreached.map(({ name, outcome, at }) => (
          <li key={name + at}>{t(`unreached.${outcome}`, { name, at: fullMoment(at) })}</li>
        ))}
      </ul>
      <p>{t('unreached.next', { phone: customerService.phone })}</p>
    </Notice>
  ) : null;
}

/** The next step: an open import that still asks something, else a fetch. A fetch goes to where its progress is shown. */
function Import({ school }: { school: string }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const who = useWho();
  const navigate = useNavigate();
  const imported = useImport(school).data;
  const hub = `/s/${school}/importeren`;
  const toDecide = imported?.toDecide ?? 0;
  const isWaiting = imported?.state === 'open' && toDecide > 0 && !isFetching(imported) && !hasExpired(imported);
  return (
    <>
      {isWaiting ? <p>{t('import.inAll', { text: count(toDecide), who: who(waitingWho(imported)) })}</p> : null}
      <div className="actions">
        {isWaiting ? (
          <RouteLink className="button" data-kind="primary" to={hub}>
            {t('link.goOn')}
          </RouteLink>
        ) : null}
        <FetchButton
          school={school}
          text={t('import.fetch')}
          isPrimary={!isWaiting}
          onStarted={() => void navigate(hub)}
        />
        {isWaiting ? null : <RouteLink to={hub}>{t('link.toImport')}</RouteLink>}
      </div>
    </>
  );
}

function End({ school, link }: { school: string; link: Link }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const [isAsking, setIsAsking] = useState(false);
  const queries = useQueryClient();
  const forget = useForgetSchool(school);
  const isOpenRequest = link.state === 'requested';
  const end = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/schools/{school}/link/end', {
          params: { path: { school }, header: { 'If-Match': etag(link.version) } },
        }),
      ),
    onSuccess: (ended) => {
      queries.setQueryData(keys.link(school), ended);
      forget();
    },
    onError: () => void queries.invalidateQueries({ queryKey: keys.link(school) }),
    onSettled: () => setIsAsking(false),
  });
  const words = isOpenRequest ? 'withdraw' : 'end';
  return (
    <>
      {end.error ? <ProblemNotice error={end.error} isAnswer /> : null}
      <div className="actions">
        <Button kind="stop" onPress={() => setIsAsking(true)}>
          {t(`link.${words}`)}
        </Button>
      </div>
      <Confirm
        isOpen={isAsking}
        title={t(`link.${words}Question`)}
        action={t(`link.${words}`)}
        kind="stop"
        isBusy={end.isPending}
        onConfirm={() => end.mutate()}
        onClose={() => setIsAsking(false)}
      >
        <p>
          {t(`link.${words}Consequence`, { las: link.fields?.typeName, pupils: count(link.externalNumbers.pupils) })}
        </p>
      </Confirm>
    </>
  );
}
