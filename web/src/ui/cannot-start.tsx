import { useTranslation } from 'react-i18next';
import { customerServiceOf } from '../config';
import { Help } from '../frame/footer';
import { Button } from './controls';
import { Notice } from './page';

/** The app's own settings did not come: there is nothing else to show. */
export function CannotStart() {
  const { t } = useTranslation();
  const customerService = customerServiceOf(document);
  return (
    <div className="frame">
      <main className="content">
        <h1>laslink</h1>
        <Notice tone="stop" title={t('problem.noAnswer.title')} isAlert>
          <p>{t('problem.noAnswer.detail')}</p>
          <div className="actions">
            <Button onPress={() => location.reload()}>{t('problem.retry')}</Button>
          </div>
        </Notice>
      </main>
      {customerService ? (
        <footer className="footer">
          <div className="footer-row">
            <Help customerService={customerService} />
          </div>
        </footer>
      ) : null}
    </div>
  );
}
