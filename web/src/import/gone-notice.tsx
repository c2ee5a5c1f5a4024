import { useTranslation } from 'react-i18next';
import { Link as RouteLink } from 'react-router';
import { Notice } from '../ui/page';

/** The import of this page was closed meanwhile. */
export function GoneNotice({ school }: { school: string }) {
  const { t } = useTranslation();
  return (
    <Notice tone="wait" title={t('review.goneTitle')}>
      <p>
        {t('review.goneText')} <RouteLink to={`/s/${school}/importeren`}>{t('review.toHub')}</RouteLink>
      </p>
    </Notice>
  );
}
