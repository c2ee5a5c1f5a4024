import { useTranslation } from 'react-i18next';
import { now } from './now';

const ZONE = 'Europe/Amsterdam';

function locale(language: string): string {
  return language === 'en' ? 'en-GB' : 'nl-NL';
}

/** `ma 23 november 2026` */
export function dayText(day: Date, language: string): string {
  return new Intl.DateTimeFormat(locale(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: ZONE,
  }).format(day);
}

/** `14:05` */
export function timeText(moment: Date, language: string): string {
  return new Intl.DateTimeFormat(locale(language), { hour: '2-digit', minute: '2-digit', timeZone: ZONE }).format(
    moment,
  );
}

/** How things stand now: `vandaag, 14:05` on the day itself, else `ma 23 november 2026, 14:05`, on Dutch clocks. */
export function momentText(iso: string, language: string, now: Date): string {
  const moment = new Date(iso);
  const day = dayText(moment, language);
  const today = language === 'en' ? 'today' : 'vandaag';
  return `${day === dayText(now, language) ? today : day}, ${timeText(moment, language)}`;
}

/** For the record, who did what and when: `ma 23 november 2026, 14:05`, also on the day itself. */
export function fullMomentText(iso: string, language: string): string {
  const moment = new Date(iso);
  return `${dayText(moment, language)}, ${timeText(moment, language)}`;
}

/** A date without a time, of birth or of a test: `2014-03-09` as `9 maart 2014`. */
export function dateText(isoDate: string, language: string): string {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number);
  return new Intl.DateTimeFormat(locale(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, day));
}

/** `2.041` */
export function countText(count: number, language: string): string {
  return new Intl.NumberFormat(locale(language)).format(count);
}

/** The same, in the language of the page and on the clock of now. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return {
    language,
    moment: (iso: string) => momentText(iso, language, now()),
    fullMoment: (iso: string) => fullMomentText(iso, language),
    date: (isoDate: string) => dateText(isoDate, language),
    count: (count: number) => countText(count, language),
  };
}
