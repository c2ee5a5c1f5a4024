import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuth } from 'react-oidc-context';
import { useNavigate } from 'react-router';
import { Footer } from '../frame/footer';
import { Button } from '../ui/controls';
import { Loading, Notice } from '../ui/page';
import { signIn } from './sign-in';

/** Where the sign-in page sends a person back to; only seen for a moment, unless signing in failed. */
export function SigningIn() {
  const auth = useAuth();
  const { t } = useTranslation();
  const navigate = useNavigate();
  // Read once: while the way back is being taken the address changes before this page is gone.
  const [hasAnswer] = useState(() => new URLSearchParams(location.search).has('state'));
  useEffect(() => {
    if (!hasAnswer) {
      void navigate('/', { replace: true });
    }
  }, [hasAnswer, navigate]);
  return (
    <div className="frame">
      <main className="content">
        {auth.error ? (
          <Notice tone="stop" title={t('session.failedTitle')} isAlert>
            <p>{t('session.failedText')}</p>
            <div className="actions">
              <Button kind="primary" onPress={() => void signIn(auth, '/')}>
                {t('session.signIn')}
              </Button>
            </div>
          </Notice>
        ) : (
          <Loading>{t('session.signingIn')}</Loading>
        )}
      </main>
      <Footer />
    </div>
  );
}
