import { useTranslation } from 'react-i18next';

/** A year group as people say it: the number, or the word of the standard's letter. */
export function useYearGroup(): (code: string | undefined) => string | undefined {
  const { t, i18n } = useTranslation();
  return (code) => (code !== undefined && i18n.exists(`yearGroup.${code}`) ? t(`yearGroup.${code}`) : code);
}
