import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../api/queries';
import { useFormat } from '../format';
import { Button } from '../ui/controls';
import { useCorrected } from '../ui/corrected';
import { Field } from '../ui/fields';
import { ErrorSummary, Facts, Notice, Receipt } from '../ui/page';

export type RequestedDecision = { decision: 'approve' | 'reject'; reason?: string };

/** What a school asks, without its key. */
export function ApprovalFacts({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  return (
    <Facts
      facts={[
        [t('approval.school'), `${approval.schoolName} (${approval.school})`],
        [t('field.type'), approval.typeName],
        [t('field.schoolYear'), approval.schoolYear],
        [t('field.schoolKey'), t(approval.hasSchoolKey ? 'approval.schoolKeyGiven' : 'link.schoolKeyEmpty')],
        [t('link.requested'), t('link.byAt', { by: approval.requestedBy, at: fullMoment(approval.requestedAt) })],
      ]}
    />
  );
}

/** Goedkeuren, or Afwijzen with a reason that the school will read. */
export function Decide({
  approval,
  isBusy,
  reasonFault,
  onDecide,
}: {
  approval: Approval;
  isBusy: boolean;
  /** What the API said about the reason. */
  reasonFault?: string;
  onDecide: (requested: RequestedDecision) => void;
}) {
  const { t } = useTranslation();
  const [isRejecting, setIsRejecting] = useState(false);
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const id = `reason-${approval.school}`;
  const { isCorrected, correct } = useCorrected(reasonFault);
  const fault = isMissing ? t('approval.reasonMissing') : isCorrected(id) ? undefined : reasonFault;
  if (!isRejecting) {
    return (
      <>
        <p>{t('approval.consequence', { las: approval.typeName })}</p>
        <div className="actions">
          <Button
            kind="primary"
            isDisabled={isBusy}
            onPress={() => onDecide({ decision: 'approve' })}
            aria-label={t('approval.approveOf', { school: approval.schoolName })}
          >
            {t('approval.approve')}
          </Button>
          <Button
            kind="stop"
            isDisabled={isBusy}
            onPress={() => setIsRejecting(true)}
            aria-label={t('approval.rejectOf', { school: approval.schoolName })}
          >
            {t('approval.reject')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const given = reason.trim();
        setIsMissing(given === '');
        if (given !== '') {
          onDecide({ decision: 'reject', reason: given });
        }
      }}
    >
      <ErrorSummary faults={fault ? [{ field: id, text: fault }] : []} title={t('form.faults')} answer={fault} />
      <Field
        id={id}
        label={t('approval.reason')}
        hint={t('approval.reasonHint')}
        isRequired
        isLong
        fault={fault}
        value={reason}
        onChange={(value) => {
          setIsMissing(false);
          correct(id);
          setReason(value);
        }}
      />
      <div className="actions">
        <Button
          type="submit"
          kind="stop"
          isDisabled={isBusy}
          aria-label={t('approval.rejectWithReasonOf', { school: approval.schoolName })}
        >
          {t('approval.rejectWithReason')}
        </Button>
        <Button onPress={() => setIsRejecting(false)}>{t('dialog.back')}</Button>
      </div>
    </form>
  );
}

/** Who decided, and when. */
export function Decided({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  const title = t(`approval.decided-${approval.state}`, { school: approval.schoolName, las: approval.typeName });
  const what = (
    <>
      <Facts
        facts={[
          [t('approval.decidedBy'), approval.decidedBy],
          [t('approval.decidedAt'), approval.decidedAt ? fullMoment(approval.decidedAt) : undefined],
          [t('approval.reasonGiven'), approval.reason],
        ]}
      />
      <p>{t(`approval.next-${approval.state}`, { las: approval.typeName })}</p>
    </>
  );
  // Rejected requests have no check mark.
  return approval.state === 'approved' ? (
    <Receipt title={title}>{what}</Receipt>
  ) : (
    <Notice tone="wait" title={title}>
      {what}
    </Notice>
  );
}
