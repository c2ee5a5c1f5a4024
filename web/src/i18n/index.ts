import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import nl from './dutch';

export type Language = 'nl' | 'en';

const KEPT_AS = 'laslink.language';
const NAMESPACE = 'translation';

/** English is fetched when somebody chooses it: nearly everybody reads Dutch. */
async function load(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', NAMESPACE)) {
    i18next.addResourceBundle('en', NAMESPACE, (await import('./english')).default);
  }
}

/** Dutch, unless this browser chose English before. */
export async function startTexts(): Promise<void> {
  i18next.on('languageChanged', (lng) => {
    document.documentElement.lang = lng;
  });
  void i18next.use(initReactI18next).init({
    resources: { nl: { [NAMESPACE]: nl } },
    lng: 'nl',
    fallbackLng: 'nl',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  if (localStorage.getItem(KEPT_AS) === 'en') {
    // Without its texts the page is in Dutch, which is better than no page.
    await changeTo('en').catch(() => {});
  }
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEPT_AS, language);
  void changeTo(language);
}

async function changeTo(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
}
