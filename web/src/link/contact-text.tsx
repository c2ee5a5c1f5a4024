import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Contact } from '../api/queries';
import { useFormat } from '../format';
import { useMayChange } from '../sign-in/person';

/** The reasons that a beheerder can correct in the form of the link, with the field. */
const FIELDS: Record<string, string> = {
  'invalid-authorisation': 'authorisationKey',
  'other-school': 'authorisationKey',
  'other-dependance': 'authorisationKey',
  'other-school-year': 'schoolYear',
  'without-pupils': 'schoolYear',
  'no-data': 'schoolYear',
};

/** Nothing came, whatever the reason. */
const FAILED = ['refused', 'unreachable', 'unreadable'];

/** The last time laslink and the LAS spoke, in plain words: when, how it went, why not, and who does what now. */
export function ContactText({ contact, las, isOfActive }: { contact: Contact; las: string; isOfActive?: boolean }) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const { reasons } = contact;
  const toMend = [...reasons, contact.outcome].find((word) => FIELDS[word] !== undefined);
  return (
    <>
      {atBegin(moment(contact.at))}: {t(`contact.${contact.outcome}`, { las })}
      {reasons.map((reason) => (
        <Fragment key={reason}> {t(`meaning.${reason}`, { las })}</Fragment>
      ))}
      {contact.xsdVersion ? <> {t('contactNext.version', { version: contact.xsdVersion })}</> : null}
      <WhatNext contact={contact} las={las} />
      {isOfActive && FAILED.includes(contact.outcome) && !contact.failing ? (
        <> {t('contactNext.changedSince')}</>
      ) : null}
      <ToFields field={toMend && FIELDS[toMend]} />
    </>
  );
}

/** After what went wrong: for how long it does, and when laslink tries again. */
function WhatNext({ contact, las }: { contact: Contact; las: string }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  const { failing, whoActs } = contact;
  const advice = whoActs === 'nobody' ? null : <> {t(`advice.${contact.advice}`, { las })}</>;
  if (!failing) {
    return advice;
  }
  const { since, nights, nextTry } = failing;
  return (
    <>
      {nights > 1 ? <> {t('contactNext.since', { nights, since: fullMoment(since) })}</> : null}
      {advice}{' '}
      {nextTry ? t(`contactNext.${tryWord(contact)}`, { at: fullMoment(nextTry), las }) : t('contactNext.stopped')}
      {!nextTry && whoActs === 'school' ? <> {t('contactNext.orChange')}</> : null}
    </>
  );
}

/** The text about the next try: whether it is the last, and whether a person must act. */
function tryWord({ failing, whoActs }: Contact): 'tryOnce' | 'tryAtNobody' | 'tryAt' {
  if (failing?.nextTryIsLast) {
    return 'tryOnce';
  }
  return whoActs === 'nobody' ? 'tryAtNobody' : 'tryAt';
}

/** A link to the field to correct, for a person who may change it. */
function ToFields({ field }: { field: string | undefined }) {
  const { t } = useTranslation();
  const school = useParams().school ?? '';
  const mayChange = useMayChange(school);
  return field && mayChange ? (
    <>
      {' '}
      <Link to={`/s/${school}/koppeling#${field}`}>{t('link.toFields')}</Link>
    </>
  ) : null;
}

function atBegin(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
