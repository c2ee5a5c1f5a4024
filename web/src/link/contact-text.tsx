import { useTranslation } from 'react-i18next';
import type { Contact } from '../api/queries';
import { useFormat } from '../format';

/** The last time laslink and the LAS spoke, in plain words: when, how it went, and why not when it did not. */
export function ContactText({ contact, las }: { contact: Contact; las: string }) {
  const { t, i18n } = useTranslation();
  const { moment } = useFormat();
  const reason = contact.reason;
  const isExplained = reason !== undefined && i18n.exists(`contactReason.${reason}`);
  return (
    <>
      {atBegin(moment(contact.at))}: {t(`contact.${contact.outcome}`, { las })}
      {reason === undefined ? null : (
        <> {t(isExplained ? `contactReason.${reason}` : 'contactReason.unknown', { las })}</>
      )}
    </>
  );
}

function atBegin(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
