import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuth } from 'react-oidc-context';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useMatch } from 'react-router';
import { useSchoolInfo } from '../api/queries';
import { useConfig } from '../config-context';
import { chooseLanguage } from '../i18n';
import { kindOf } from '../import/kinds';
import { usePerson } from '../sign-in/person';
import { signIn, signOut } from '../sign-in/sign-in';
import { Button, TextButton } from '../ui/controls';
import { Loading, Notice, ProblemNotice } from '../ui/page';
import { Footer } from './footer';
import { useSchool } from './school';

/** A page without sign-in. */
export function PublicFrame() {
  return (
    <Shell audience="public" end={<Languages />}>
      <Outlet />
    </Shell>
  );
}

/** Every page behind the sign-in: the bar, the menu and the state of the session. */
export function SignedInFrame() {
  const auth = useAuth();
  const { t } = useTranslation();
  const location = useLocation();
  const [hadSession, setHadSession] = useState(auth.isAuthenticated);
  const here = location.pathname + location.hash;
  const isStranger = !auth.isAuthenticated && !auth.isLoading && !auth.error && !hadSession && !auth.activeNavigator;
  useEffect(() => {
    if (auth.isAuthenticated) {
      setHadSession(true);
    }
  }, [auth.isAuthenticated]);
  useEffect(() => {
    if (isStranger) {
      void signIn(auth, here);
    }
  }, [isStranger, auth, here]);

  if (auth.isAuthenticated) {
    return <PersonFrame />;
  }
  if (hadSession && !auth.activeNavigator) {
    return (
      <Shell audience="public" end={<Languages />}>
        <h1>{t('session.endedTitle')}</h1>
        <p>{t('session.endedText')}</p>
        <div className="actions">
          <Button kind="primary" onPress={() => void signIn(auth, here)}>
            {t('session.signInAgain')}
          </Button>
        </div>
      </Shell>
    );
  }
  if (auth.error) {
    return (
      <Shell audience="public" end={<Languages />}>
        <h1>{t('session.failedTitle')}</h1>
        <Notice tone="stop" isAlert>
          <p>{t('session.failedText')}</p>
          <div className="actions">
            <Button kind="primary" onPress={() => void signIn(auth, here)}>
              {t('session.signIn')}
            </Button>
          </div>
        </Notice>
      </Shell>
    );
  }
  return (
    <Shell audience="public" end={<Languages />}>
      <Loading>{t('session.signingIn')}</Loading>
    </Shell>
  );
}

function PersonFrame() {
  const auth = useAuth();
  const { t } = useTranslation();
  const { clientId } = useConfig();
  const person = usePerson();
  const atSchool = useMatch('/s/:school/*')?.params.school;
  return (
    <Shell
      audience={person.isCustomerService ? 'service' : 'school'}
      school={atSchool ? <SchoolName school={atSchool} /> : undefined}
      navigation={
        <>
          {person.isCustomerService ? (
            <Navigation
              label={t('nav.service')}
              items={[
                ['/aanvragen', t('nav.requests')],
                ['/scholen', t('nav.schools')],
              ]}
            />
          ) : null}
          {atSchool ? (
            <Navigation
              label={t('nav.school')}
              note={person.isCustomerService ? <LookingAt school={atSchool} /> : undefined}
              items={[
                [`/s/${atSchool}/koppeling`, t('nav.link')],
                [`/s/${atSchool}/importeren`, t('nav.import')],
                [`/s/${atSchool}/leerlingen`, t('nav.pupils')],
                [`/s/${atSchool}/scores`, t('nav.scores')],
                [`/s/${atSchool}/logboek`, t('nav.audit')],
                [`/s/${atSchool}/privacy`, t('nav.privacy')],
              ]}
            />
          ) : null}
        </>
      }
      end={
        <>
          {person.isCustomerService ? <span className="service-mark">{t('frame.customerService')}</span> : null}
          <span>{person.name}</span>
          <TextButton onPress={() => void signOut(auth, clientId)}>{t('frame.signOut')}</TextButton>
          <Languages />
        </>
      }
    >
      <Outlet />
    </Shell>
  );
}

/** The pages of one school; without access to it, a page that says so. */
export function SchoolFrame() {
  const { t } = useTranslation();
  const school = useSchool();
  const info = useSchoolInfo(school);
  if (info.error && !info.data) {
    return (
      <>
        <h1>{school}</h1>
        <ProblemNotice error={info.error} onRetry={() => void info.refetch()} />
        <p>
          <Link to="/">{t('notFound.home')}</Link>
        </p>
      </>
    );
  }
  return <Outlet key={school} />;
}

function SchoolName({ school }: { school: string }) {
  const info = useSchoolInfo(school);
  return (
    <div className="bar-school">
      <strong>{info.data?.name ?? school}</strong>
      <span className="small">{info.data ? `${info.data.brin}-${info.data.dependance}` : ' '}</span>
    </div>
  );
}

function LookingAt({ school }: { school: string }) {
  const { t } = useTranslation();
  const info = useSchoolInfo(school);
  return <p className="looking soft">{t('frame.lookingAt', { school: info.data?.name ?? school })}</p>;
}

function Navigation({ label, items, note }: { label: string; items: [string, string][]; note?: ReactNode }) {
  return (
    <nav className="navigation" aria-label={label}>
      <div className="nav-row">
        {note}
        <ul>
          {items.map(([to, text]) => (
            <li key={to}>
              <NavLink to={to}>{text}</NavLink>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

function Languages() {
  const { i18n } = useTranslation();
  const isEnglish = i18n.language === 'en';
  return (
    <TextButton onPress={() => chooseLanguage(isEnglish ? 'nl' : 'en')}>
      <span lang={isEnglish ? 'nl' : 'en'}>{isEnglish ? 'Nederlands' : 'English'}</span>
    </TextButton>
  );
}

function Shell({
  audience,
  school,
  navigation,
  end,
  children,
}: {
  audience: 'school' | 'service' | 'public';
  school?: ReactNode;
  navigation?: ReactNode;
  end: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const isWide = kindOf(useMatch('/s/:school/importeren/:kind')?.params.kind) !== undefined;
  return (
    <div className="frame" data-wide={isWide ? '' : undefined}>
      <button type="button" className="skip" onClick={() => document.getElementById('inhoud')?.focus()}>
        {t('frame.skip')}
      </button>
      <header className="bar" data-audience={audience}>
        <div className="bar-row">
          <Link className="product" to="/">
            laslink
          </Link>
          {school}
          <div className="bar-end">{end}</div>
        </div>
      </header>
      {navigation}
      <main className="content" id="inhoud" tabIndex={-1}>
        {children}
      </main>
      <Footer />
      <ScrollRestoration />
    </div>
  );
}
