import i18next from 'i18next';

export const NAMESPACE = 'translation';

/** The Dutch sections of the modules that are loaded: texts.ts of the build imports this into each section. */
export const dutchSections: Record<string, unknown> = {};

export function addTexts(section: string, texts: unknown): void {
  dutchSections[section] = texts;
  if (i18next.isInitialized) {
    i18next.addResourceBundle('nl', NAMESPACE, { [section]: texts });
  }
}
