import { useTranslation } from 'react-i18next';
import type { Link } from '../api/queries';
import { useFormat } from '../format';
import { Facts } from '../ui/page';
import { ContactText } from './contact-text';

/** A link's fields and its history. The key itself is never shown, only when it was entered. */
export function LinkFacts({ link }: { link: Link }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  const { fields, request, decision, ended, lastContact, lastScores } = link;
  const las = fields?.typeName ?? t('link.theLas');
  const byAt = (by: string, at: string) => t('link.byAt', { by, at: fullMoment(at) });
  return (
    <Facts
      facts={[
        [t('field.type'), fields?.typeName],
        [t('field.brin'), fields?.brin],
        [t('field.dependance'), fields?.dependance],
        [t('field.schoolYear'), fields?.schoolYear],
        [
          t('field.authorisationKey'),
          !fields
            ? undefined
            : !fields.keyEnteredAt
              ? t('link.keyShared', { las })
              : link.state === 'rejected' || link.state === 'ended'
                ? t('link.keyErased')
                : t('link.keyEntered', { at: fullMoment(fields.keyEnteredAt) }),
        ],
        [t('field.schoolKey'), fields ? fields.schoolKey || t('link.schoolKeyEmpty') : undefined],
        [t('link.requested'), request ? byAt(request.by, request.at) : undefined],
        [t(`link.decided-${decision?.outcome ?? 'approved'}`), decision ? byAt(decision.by, decision.at) : undefined],
        [t('link.ended'), ended ? byAt(ended.by, ended.at) : undefined],
        [
          t('link.lastContact'),
          lastContact ? (
            <ContactText key="contact" contact={lastContact} las={las} isOfActive={link.state === 'active'} />
          ) : link.state === 'active' ? (
            t('link.noContact')
          ) : undefined,
        ],
        [t('link.lastScores'), lastScores ? <ContactText key="scores" contact={lastScores} las={las} /> : undefined],
      ]}
    />
  );
}
