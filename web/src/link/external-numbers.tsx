import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Schemas } from '../api/client';
import { keys, type Link } from '../api/queries';
import { useFormat } from '../format';
import { useMayChange } from '../sign-in/person';
import { Confirm } from '../ui/confirm';
import { Button } from '../ui/controls';
import { Bar, Notice, ProblemNotice } from '../ui/page';

type Counts = Schemas['ExternalNumbers'];

/** Verwijder nummers: first counts what would go, then does it and shows how far it is. */
export function ExternalNumbers({ school, link }: { school: string; link: Link }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const mayChange = useMayChange(school);
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Counts>();
  const numbers = link.externalNumbers;
  const run = useMutation({
    mutationFn: (mode: 'check' | 'execute') =>
      answerOf(
        api.POST('/api/schools/{school}/external-numbers/removal', {
          params: { path: { school } },
          body: { mode },
        }),
      ),
    onSuccess: (counted, mode) => {
      if (mode === 'check') {
        setAsked(counted);
      } else {
        setAsked(undefined);
        queries.setQueryData<Link>(keys.link(school), (before) =>
          before ? { ...before, externalNumbers: counted } : before,
        );
        void queries.invalidateQueries({ queryKey: keys.link(school) });
        void queries.invalidateQueries({ queryKey: keys.roster(school) });
      }
    },
    onError: () => setAsked(undefined),
  });
  const left = numbers.pupils + numbers.groups;
  const isRunning = numbers.removal?.state === 'running';

  return (
    <div id="nummers" tabIndex={-1}>
      {run.error ? <ProblemNotice error={run.error} isAnswer /> : null}
      {isRunning && numbers.removal ? (
        <div className="progress" role="status">
          <p>{t('numbers.running', { done: count(numbers.removal.done), total: count(numbers.removal.total) })}</p>
          <Bar done={numbers.removal.done} total={numbers.removal.total} label={t('numbers.progress')} />
        </div>
      ) : left > 0 ? (
        <Notice tone="wait" title={t('numbers.title')}>
          <p>{t(mayChange ? 'numbers.text' : 'numbers.textForOthers')}</p>
          <p>
            {t('numbers.left', {
              pupils: t('count.pupils', { count: numbers.pupils, text: count(numbers.pupils) }),
              groups: t('count.groups', { count: numbers.groups, text: count(numbers.groups) }),
            })}{' '}
            <strong>{t('numbers.keepsTests')}</strong>
          </p>
          {mayChange ? (
            <div className="actions">
              <Button onPress={() => run.mutate('check')} isDisabled={run.isPending}>
                {t('numbers.remove')}
              </Button>
            </div>
          ) : null}
        </Notice>
      ) : (
        <Notice tone="go" title={t('numbers.cleanTitle')}>
          <p>{t('numbers.cleanText')}</p>
        </Notice>
      )}
      <Confirm
        isOpen={asked !== undefined}
        title={t('numbers.question')}
        action={t('numbers.remove')}
        isBusy={run.isPending}
        onConfirm={() => run.mutate('execute')}
        onClose={() => setAsked(undefined)}
      >
        <p>
          {t('numbers.consequence', {
            pupils: t('count.pupils', { count: asked?.pupils ?? 0, text: count(asked?.pupils ?? 0) }),
            groups: t('count.groups', { count: asked?.groups ?? 0, text: count(asked?.groups ?? 0) }),
          })}
        </p>
        <p>{t('numbers.keepsTests')}</p>
        {asked && asked.teachers > 0 ? (
          <p>
            {t('numbers.teachersKeep', {
              teachers: t('count.teachers', { count: asked.teachers, text: count(asked.teachers) }),
            })}
          </p>
        ) : null}
      </Confirm>
    </div>
  );
}
