import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { answerOf, api, etag } from '../api/client';
import { faultsOf, Refused } from '../api/problem';
import { keys, type Link, useLasTypes } from '../api/queries';
import { useFormat } from '../format';
import { Button } from '../ui/controls';
import { useCorrected } from '../ui/corrected';
import { Field } from '../ui/fields';
import { ErrorSummary, focusField, Notice, ProblemNotice } from '../ui/page';

const FIELDS = ['authorisationKey', 'schoolKey', 'schoolYear'];

/** Key, school key and school year of an active link; another school or LAS is a new request. */
export function ChangeLink({ school, link }: { school: string; link: Link }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const queries = useQueryClient();
  const types = useLasTypes();
  const [schoolYear, setSchoolYear] = useState(link.fields?.schoolYear ?? '');
  const [authorisationKey, setAuthorisationKey] = useState('');
  const [schoolKey, setSchoolKey] = useState(link.fields?.schoolKey ?? '');
  const type = types.data?.find((candidate) => candidate.code === link.fields?.type);
  const save = useMutation({
    mutationFn: async () => {
      const changed = await answerOf(
        api.PUT('/api/schools/{school}/link', {
          params: { path: { school }, header: { 'If-Match': etag(link.version) } },
          body: { schoolYear, schoolKey, ...(authorisationKey.trim() === '' ? {} : { authorisationKey }) },
        }),
      );
      return { link: changed, isSame: changed.version === link.version };
    },
    onSuccess: ({ link: changed }) => {
      setAuthorisationKey('');
      queries.setQueryData(keys.link(school), changed);
      void queries.invalidateQueries({ queryKey: keys.audit(school) });
    },
    onError: (error) => {
      if (error instanceof Refused && error.isMoved) {
        void queries.invalidateQueries({ queryKey: keys.link(school) });
      }
    },
  });
  const problem = save.error instanceof Refused ? save.error.problem : undefined;
  const all = faultsOf(problem, language, FIELDS);
  const { isCorrected, correct } = useCorrected(save.error);
  const faults = all.faults.filter(({ field }) => !isCorrected(field));
  const textOfField = (field: string) => (isCorrected(field) ? undefined : all.texts[field]);
  const asked = useLocation().hash.slice(1);
  useEffect(() => {
    if (FIELDS.includes(asked)) {
      focusField(asked);
    }
  }, [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <section className="section">
      <h2>{t('link.changeTitle')}</h2>
      <p>{t('link.changeText')}</p>
      <form onSubmit={submit} noValidate>
        <ErrorSummary faults={faults} title={t('form.faults')} answer={save.error} />
        {save.error && all.faults.length === 0 ? <ProblemNotice error={save.error} isAnswer /> : null}
        {save.data ? (
          <Notice
            tone={save.data.isSame ? 'plain' : 'go'}
            isAlert
            answer={save.data}
            title={t(save.data.isSame ? 'link.unchanged' : 'link.saved')}
          >
            <p>{t(save.data.isSame ? 'link.unchangedText' : 'link.savedText')}</p>
          </Notice>
        ) : null}
        {link.fields?.keyEnteredAt ? (
          <Field
            id="authorisationKey"
            label={t('field.authorisationKey')}
            hint={t('link.keyKeepHint')}
            fault={textOfField('authorisationKey')}
            value={authorisationKey}
            onChange={(value) => {
              correct('authorisationKey');
              setAuthorisationKey(value);
            }}
          />
        ) : null}
        {type?.schoolKeyUse === 'empty' ? null : (
          <Field
            id="schoolKey"
            label={t('field.schoolKey')}
            fault={textOfField('schoolKey')}
            value={schoolKey}
            onChange={(value) => {
              correct('schoolKey');
              setSchoolKey(value);
            }}
          />
        )}
        <Field
          id="schoolYear"
          label={t('field.schoolYear')}
          hint={t('field.schoolYearHint')}
          fault={textOfField('schoolYear')}
          value={schoolYear}
          onChange={(value) => {
            correct('schoolYear');
            setSchoolYear(value);
          }}
          isShort
        />
        <Button type="submit" isDisabled={save.isPending}>
          {t('link.save')}
        </Button>
      </form>
    </section>
  );
}
