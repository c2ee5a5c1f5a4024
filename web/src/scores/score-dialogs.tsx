import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Choice } from '../ui/choice';
import { Confirm } from '../ui/confirm';
import type { Score } from './scores';
import type { CloseReason, Doing } from './use-score-actions';

const REASONS: CloseReason[] = ['entered-by-hand', 'removed-by-hand', 'not-needed'];

/** Asks before scores are withdrawn or closed: what happens, and what a person must still do in the LAS. */
export function ScoreDialogs({
  asked,
  las,
  isBusy,
  onDo,
  onClose,
}: {
  asked?: { action: 'withdraw' | 'close'; scores: Score[] };
  las: string;
  isBusy: boolean;
  onDo: (doing: Doing) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const isWithdrawn = asked?.scores.every((score) => score.state === 'withdrawn') ?? false;
  const [chosen, setChosen] = useState<CloseReason>();
  const reason = chosen ?? (isWithdrawn ? 'removed-by-hand' : 'not-needed');
  const number = { count: asked?.scores.length ?? 0, text: count(asked?.scores.length ?? 0), las };
  const inLas = asked?.scores.some((score) => score.state === 'accepted' || score.state === 'sent') ?? false;
  const close = () => {
    setChosen(undefined);
    onClose();
  };
  return (
    <>
      <Confirm
        isOpen={asked?.action === 'withdraw'}
        title={t('scores.withdrawQuestion', number)}
        action={t('scores.withdraw')}
        kind="stop"
        isBusy={isBusy}
        onConfirm={() => asked && onDo({ action: 'withdraw', scores: asked.scores })}
        onClose={close}
      >
        <p>{t(inLas ? 'scores.withdrawDelivered' : 'scores.withdrawConsequence', number)}</p>
      </Confirm>
      <Confirm
        isOpen={asked?.action === 'close'}
        title={t('scores.closeQuestion', number)}
        action={t('scores.close')}
        isBusy={isBusy}
        onConfirm={() => asked && onDo({ action: 'close', scores: asked.scores, reason })}
        onClose={close}
      >
        <p>{t('scores.closeConsequence', number)}</p>
        <Choice
          id="close-reason"
          label={t('scores.closeReason')}
          value={reason}
          onChange={(value) => setChosen(value as CloseReason)}
          options={REASONS.map((id) => ({ id, name: t(`scoreReason.${id}`, { las }) }))}
        />
      </Confirm>
    </>
  );
}
