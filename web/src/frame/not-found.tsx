import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '../ui/controls';
import { Loading, Notice, PageHeading } from '../ui/page';
import { Footer } from './footer';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading>{t('notFound.title')}</PageHeading>
      <p>{t('notFound.text')}</p>
      <p>
        <Link to="/">{t('notFound.home')}</Link>
      </p>
    </>
  );
}

/** A page could not be shown: its code did not arrive, or it broke. */
export function RouteFailed() {
  const { t } = useTranslation();
  return (
    <div className="frame">
      <main className="content">
        <h1>laslink</h1>
        <Notice tone="stop" title={t('problem.failed.title')} isAlert>
          <p>{t('problem.failed.detail')}</p>
          <div className="actions">
            <Button onPress={() => location.reload()}>{t('problem.retry')}</Button>
          </div>
        </Notice>
      </main>
      <Footer />
    </div>
  );
}

/** While the first page's code is on its way. */
export function Opening() {
  return (
    <div className="frame">
      <main className="content">
        <Loading />
      </main>
      <Footer />
    </div>
  );
}
