import { useTranslation } from 'react-i18next';
import { Button } from './controls';
import { Notice } from './page';

/** The app's own settings did not come: there is nothing else to show. */
export function CannotStart() {
  const { t } = useTranslation();
  return (
    <main className="content">
      <h1>laslink</h1>
      <Notice tone="stop" title={t('problem.noAnswer.title')} isAlert>
        <p>{t('problem.noAnswer.detail')}</p>
        <div className="actions">
          <Button onPress={() => location.reload()}>{t('problem.retry')}</Button>
        </div>
      </Notice>
    </main>
  );
}
