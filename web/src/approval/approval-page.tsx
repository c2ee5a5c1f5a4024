import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { answerOf, api } from '../api/client';
import { fieldTexts, Refused } from '../api/problem';
import type { Approval } from '../api/queries';
import { useFormat } from '../format';
import { Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { ApprovalFacts, Decide, Decided, type RequestedDecision } from './decision';
import { type ApprovalKey, readApprovalKey } from './fragment';

/** Where the link in a mail to the customer service leads. Opening it only shows; a press decides. */
export function Component() {
  const { t } = useTranslation();
  const key = readApprovalKey(useLocation().hash);
  return (
    <>
      <PageHeading>{t('approval.title')}</PageHeading>
      {key ? (
        <Request approvalKey={key} key={key.token} />
      ) : (
        <Notice tone="stop" title={t('approval.incompleteTitle')}>
          <p>{t('approval.incompleteText')}</p>
        </Notice>
      )}
    </>
  );
}

function Request({ approvalKey }: { approvalKey: ApprovalKey }) {
  const { language } = useFormat();
  const view = useQuery({
    queryKey: ['approval', approvalKey.school, approvalKey.request],
    queryFn: () => answerOf(api.POST('/api/approvals/view', { body: approvalKey })),
    gcTime: 0,
  });
  const decide = useMutation({
    mutationFn: (requested: RequestedDecision) =>
      answerOf(api.POST('/api/approvals/decision', { body: { ...approvalKey, ...requested } })),
  });
  const problem = decide.error instanceof Refused ? decide.error.problem : undefined;
  const reasonFault = fieldTexts(problem, language).reason;
  return (
    <Loaded query={view}>
      {(viewed) => {
        const approval: Approval = decide.data ?? viewed;
        if (approval.state !== 'open') {
          return (
            <>
              <Decided approval={approval} />
              <ApprovalFacts approval={approval} />
            </>
          );
        }
        return (
          <>
            {decide.error && !reasonFault ? <ProblemNotice error={decide.error} isAnswer /> : null}
            <StateLine approval={approval} />
            <ApprovalFacts approval={approval} />
            <Decide
              approval={approval}
              isBusy={decide.isPending}
              reasonFault={reasonFault}
              onDecide={(requested) => decide.mutate(requested)}
            />
          </>
        );
      }}
    </Loaded>
  );
}

function StateLine({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  return <p className="state-line">{t('approval.asks', { school: approval.schoolName, las: approval.typeName })}</p>;
}
