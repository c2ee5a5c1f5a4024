import { useTranslation } from 'react-i18next';
import type { Import } from '../api/queries';
import { useFormat } from '../format';
import { Notice } from '../ui/page';
import { Approve } from './hold-notice';

/** Why the leavers stay active for now, with the number and the limit; or who said that they may leave. */
export function LeaverNotice({
  school,
  imported,
  las,
  mayChange,
}: {
  school: string;
  imported: Import;
  las: string;
  mayChange: boolean;
}) {
  const { t } = useTranslation();
  const { count, moment } = useFormat();
  const { leaverHold: hold, leaversApproved: approved } = imported;
  if (!hold) {
    return approved ? <p>{t('leaverHold.approved', { by: approved.by, at: moment(approved.at) })}</p> : null;
  }
  return (
    <Notice tone="wait" title={t('leaverHold.title')}>
      <p>
        {t(`leaverHold.${hold.cause}`, {
          text: count(hold.number),
          total: count(hold.total),
          limit: count(hold.limit),
          group: hold.group,
          las,
        })}{' '}
        {t('leaverHold.rest')}
      </p>
      {mayChange && !imported.hold ? (
        <div className="actions">
          <Approve school={school} version={imported.version ?? 0} texts="leaverHold" />
        </div>
      ) : null}
    </Notice>
  );
}
