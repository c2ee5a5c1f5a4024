import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client';
import { fieldTexts, Refused } from '../api/problem';
import { type Approval, keys, useRequests } from '../api/queries';
import { ApprovalFacts, Decide, Decided, type RequestedDecision } from '../approval/decision';
import { useFormat } from '../format';
import { Loaded, PageHeading, ProblemNotice } from '../ui/page';

/** Aanvragen: the open requests, oldest first. What was decided here stays in sight until the page is left. */
export function Component() {
  const { t } = useTranslation();
  const requests = useRequests();
  const [decided, setDecided] = useState<Approval[]>([]);
  return (
    <>
      <PageHeading>{t('requests.title')}</PageHeading>
      <Loaded query={requests}>
        {({ items, total }) => {
          const open = items.filter((item) => !decided.some((done) => done.request === item.request));
          return (
            <>
              <p className="state-line">{t('requests.open', { count: total - (items.length - open.length) })}</p>
              {items.length < total ? <p>{t('requests.oldest', { count: items.length })}</p> : null}
              {open.length === 0 ? <p>{t('requests.empty')}</p> : null}
              {decided.map((approval) => (
                <section className="section" key={approval.request}>
                  <Decided approval={approval} />
                </section>
              ))}
              {open.map((approval) => (
                <Request
                  key={approval.request}
                  approval={approval}
                  onDecided={(now) => setDecided((before) => [now, ...before])}
                />
              ))}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Request({ approval, onDecided }: { approval: Approval; onDecided: (approval: Approval) => void }) {
  const { language } = useFormat();
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (requested: RequestedDecision) =>
      answerOf(
        api.POST('/api/customer-service/schools/{school}/decision', {
          params: { path: { school: approval.school } },
          body: { request: approval.request, ...requested },
        }),
      ),
    onSuccess: (now) => {
      onDecided(now);
      void queries.invalidateQueries({ queryKey: keys.schools });
      void queries.invalidateQueries({ queryKey: keys.school(approval.school) });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.requests }),
  });
  const problem = decide.error instanceof Refused ? decide.error.problem : undefined;
  const reasonFault = fieldTexts(problem, language).reason;
  return (
    <section className="section">
      <h2>{`${approval.schoolName} (${approval.school})`}</h2>
      {decide.error && !reasonFault ? <ProblemNotice error={decide.error} isAnswer /> : null}
      <ApprovalFacts approval={approval} />
      <Decide
        approval={approval}
        isBusy={decide.isPending}
        reasonFault={reasonFault}
        onDecide={(requested) => decide.mutate(requested)}
      />
    </section>
  );
}
