import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Tag, type Tone } from '../ui/page';
import type { Score } from './scores';

const TONES: Record<Score['state'], Tone> = {
  waiting: 'wait',
  ready: 'plain',
  sent: 'plain',
  accepted: 'go',
  refused: 'stop',
  withdrawn: 'plain',
  closed: 'plain',
};

/** The state of a score, its reason and since when. */
export function ScoreState({ score, las }: { score: Score; las: string }) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const tone = score.state === 'withdrawn' && score.reason ? 'wait' : TONES[score.state];
  return (
    <>
      <Tag tone={tone}>{t(`scoreState.${score.state}`)}</Tag>{' '}
      <span className="small">
        {score.reason ? `${t(`scoreReason.${score.reason}`, { las })} ` : ''}
        <span className="soft">{moment(score.at)}</span>
      </span>
    </>
  );
}
