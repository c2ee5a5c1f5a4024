import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client';
import { keys, useLink } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button } from '../ui/controls';
import { Facts, Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { ScoreDialogs } from './score-dialogs';
import { ScoreState } from './score-state';
import type { Score } from './scores';
import { type Doing, useScoreActions } from './use-score-actions';

type ScoreWithHistory = Schemas['ScoreWithHistory'];
type Step = Schemas['ScoreStep'];

const WHILE_SENDING = 1000;
const LONGEST_WAIT = 60_000;

/** One score: where it stands, what can be done with it, and all that happened to it. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const { score: id = '' } = useParams();
  const [sentAt, setSentAt] = useState(0);
  const score = useQuery({
    queryKey: [...keys.scores(school), id],
    queryFn: () =>
      answerOf(api.GET('/api/schools/{school}/scores/{score}', { params: { path: { school, score: id } } })),
    refetchInterval: (query) => (isSending(query.state.data, sentAt) ? WHILE_SENDING : false),
  });
  const link = useLink(school);
  const las = link.data?.fields?.typeName ?? t('link.theLas');
  return (
    <>
      <PageHeading back={{ to: `/s/${school}/scores`, text: t('scores.title') }}>
        {t('scores.historyTitle')}
      </PageHeading>
      <Loaded query={score} loading={t('scores.loading')}>
        {(found) => <Found score={found} las={las} onSent={() => setSentAt(Date.now())} />}
      </Loaded>
    </>
  );
}

/** A score that a person sent changes until the LAS has answered. */
function isSending(score: ScoreWithHistory | undefined, sentAt: number): boolean {
  const isOnItsWay = score?.state === 'sent' || (score?.state === 'ready' && score.history[0]?.cause === 'pressed');
  return isOnItsWay && Date.now() - sentAt < LONGEST_WAIT;
}

function Found({ score, las, onSent }: { score: ScoreWithHistory; las: string; onSent: () => void }) {
  const { t } = useTranslation();
  const { date, fullMoment } = useFormat();
  const school = useSchool();
  const mayChange = useMayChange(school);
  const actions = useScoreActions(school);
  const [asked, setAsked] = useState<{ action: 'withdraw' | 'close'; scores: Score[] }>();
  const refused = actions.data?.refused[0];
  const steps = score.history.map((step, place) => ({ ...step, number: score.history.length - place }));

  function run(doing: Doing) {
    actions.mutate(doing, {
      onSuccess: () => doing.action === 'send' && onSent(),
      onSettled: () => setAsked(undefined),
    });
  }

  return (
    <>
      {actions.error ? <ProblemNotice error={actions.error} /> : null}
      {refused ? (
        <Notice tone="wait" isAlert>
          <p>{t(`scores.notDone-${refused.reason}`)}</p>
        </Notice>
      ) : null}
      <Facts
        facts={[
          [t('scores.pupil'), score.pupilName],
          [t('review.group'), score.group],
          [t('scores.test'), score.part ? `${score.testName}, ${score.part}` : score.testName],
          [t('scores.value'), score.value],
          [t('scores.takenOn'), `${date(score.takenOn)} (${score.schoolYear})`],
          [t('scores.state'), <ScoreState key="state" score={score} las={las} />],
          [t('scores.whoActs'), score.whoActs === 'nobody' ? undefined : t(`scores.actor-${score.whoActs}`, { las })],
        ]}
      />
      {mayChange && score.actions.length > 0 ? (
        <div className="actions">
          {score.actions.map((action) => (
            <Button
              key={action}
              kind={action === 'send' ? 'primary' : 'plain'}
              isDisabled={actions.isPending}
              onPress={() =>
                action === 'send' ? run({ action, scores: [score] }) : setAsked({ action, scores: [score] })
              }
            >
              {t(`scores.${action}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <h2>{t('scores.history')}</h2>
      {score.history.length === 0 ? <p>{t('scores.noHistory')}</p> : null}
      <ol className="steps" reversed>
        {steps.map((step) => (
          <li key={step.number}>
            <p>
              <strong>{t(step.cause === 'sending' ? 'scores.stepSent' : `scoreState.${step.state}`)}</strong>{' '}
              {causeText(step)}
            </p>
            {step.reason && step.cause !== 'sending' ? (
              <p className="small">{t(`scoreReason.${step.reason}`, { las })}</p>
            ) : null}
            <p className="small soft">{fullMoment(step.at)}</p>
          </li>
        ))}
      </ol>
      <ScoreDialogs asked={asked} las={las} isBusy={actions.isPending} onDo={run} onClose={() => setAsked(undefined)} />
    </>
  );

  function causeText(step: Step): string {
    return t(`scores.cause-${step.cause}`, {
      las,
      by: step.by,
      value: step.valueBefore,
      pupil: step.pupilBefore,
      pupilAfter: step.pupilAfter,
    });
  }
}
