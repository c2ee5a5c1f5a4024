import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client';
import { faultsOf, Refused, textOf } from '../api/problem';
import { keys, type Link, useLasTypes, useLink, useSchoolInfo } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Choice } from '../ui/choice';
import { Button } from '../ui/controls';
import { useCorrected } from '../ui/corrected';
import { Field } from '../ui/fields';
import { ErrorSummary, Loaded, Notice, PageHeading, ProblemNotice, Receipt } from '../ui/page';
import { type Draft, dropDraft, keepDraft, readDraft } from './draft';
import { ExternalNumbers } from './external-numbers';
import { LinkFacts } from './link-facts';
import { TestConnection } from './test-connection';

/** Refused because of a link that stands already; its page is the next step. */
const STANDS = ['/problems/request-open', '/problems/link-active'];

const FIELDS = ['type', 'brin', 'dependance', 'schoolYear', 'authorisationKey', 'schoolKey'];

/** Koppeling aanvragen: the form, and afterwards the confirmation. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const info = useSchoolInfo(school);
  const types = useLasTypes();
  const link = useLink(school);
  const mayChange = useMayChange(school);
  const [requested, setRequested] = useState<Link>();
  const [isRefused, setRefused] = useState(false);
  const back = { to: `/s/${school}/koppeling`, text: t('link.title') };

  if (requested) {
    return (
      <>
        <PageHeading key="receipt" back={back}>
          {t('request.receiptTitle')}
        </PageHeading>
        <Receipt title={t('request.receiptDone', { las: requested.fields?.typeName })}>
          <LinkFacts link={requested} />
          <h3>{t('request.receiptNext')}</h3>
          <p>{t('request.receiptNextText')}</p>
          <p>
            <RouteLink to={`/s/${school}/koppeling`}>{t('request.toLink')}</RouteLink>
          </p>
        </Receipt>
      </>
    );
  }
  return (
    <>
      <PageHeading key="form" back={back}>
        {t('request.title')}
      </PageHeading>
      <Loaded query={info}>
        {(schoolInfo) => (
          <Loaded query={types}>
            {(lasTypes) => (
              <Loaded query={link}>
                {(current) =>
                  !mayChange ? (
                    <Notice tone="wait" title={t('request.readOnly')} />
                  ) : (current.state === 'requested' || current.state === 'active') && !isRefused ? (
                    <Notice tone="wait" title={t(`request.already-${current.state}`)}>
                      <p>
                        <RouteLink to={`/s/${school}/koppeling`}>{t('request.toLink')}</RouteLink>
                      </p>
                    </Notice>
                  ) : (
                    <RequestForm
                      school={school}
                      info={schoolInfo}
                      types={lasTypes}
                      link={current}
                      onRequested={setRequested}
                      onRefused={() => setRefused(true)}
                    />
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function RequestForm({
  school,
  info,
  types,
  link,
  onRequested,
  onRefused,
}: {
  school: string;
  info: Schemas['School'];
  types: Schemas['LasType'][];
  link: Link;
  onRequested: (link: Link) => void;
  /** A colleague may have been first: the form stays, with what was typed and why it was refused. */
  onRefused: () => void;
}) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => ({
    type: types.length === 1 ? (types[0]?.code ?? '') : '',
    brin: info.brin,
    dependance: info.dependance,
    schoolYear: info.currentSchoolYear,
    schoolKey: '',
    ...readDraft(school),
  }));
  const [authorisationKey, setAuthorisationKey] = useState('');
  const type = types.find((candidate) => candidate.code === draft.type);
  const keyHint = type?.keyHint[language === 'en' ? 'en' : 'nl'];
  const key = type?.keyUse === 'laslink' ? '' : authorisationKey;
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    correct(...Object.keys(part));
    setDraft(next);
    keepDraft(school, next);
  };
  const request = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/schools/{school}/link', {
          params: { path: { school } },
          body: {
            ...draft,
            schoolKey: type?.schoolKeyUse === 'empty' ? '' : draft.schoolKey,
            authorisationKey: key,
          },
        }),
      ),
    onSuccess: (requested) => {
      dropDraft(school);
      queries.setQueryData(keys.link(school), requested);
      void queries.invalidateQueries({ queryKey: keys.audit(school) });
      window.scrollTo(0, 0);
      onRequested(requested);
    },
    onError: () => {
      onRefused();
      void queries.invalidateQueries({ queryKey: keys.link(school) });
    },
  });
  const { isCorrected, correct } = useCorrected(request.error);
  const carriesNumbers = link.externalNumbers.pupils + link.externalNumbers.groups > 0;
  // Once the numbers are gone, so is the reason that nothing was requested.
  const error =
    request.error instanceof Refused && request.error.reason === 'external-numbers' && !carriesNumbers
      ? null
      : request.error;
  const problem = error instanceof Refused ? error.problem : undefined;
  const all = faultsOf(problem, language, FIELDS);
  const faults = all.faults.filter(({ field }) => !isCorrected(field));
  const texts: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(all.texts).filter(([field]) => !isCorrected(field)),
  );
  if (problem && all.faults.length === 0 && carriesNumbers) {
    const { title } = textOf(problem, language);
    faults.push({ field: 'nummers', text: title });
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary faults={faults} title={t('form.faults')} answer={error} />
      {error && faults.length + all.faults.length === 0 ? <ProblemNotice error={error} isAnswer /> : null}
      {problem && STANDS.includes(problem.type) ? (
        <p>
          <RouteLink to={`/s/${school}/koppeling`}>{t('request.toLink')}</RouteLink>
        </p>
      ) : null}
      <p>{t('request.intro')}</p>
      <Choice
        id="type"
        label={t('field.type')}
        isRequired
        fault={texts.type}
        value={draft.type}
        onChange={(value) => change({ type: value })}
        options={types.map((option) => ({ id: option.code, name: option.name }))}
      />
      <Field
        id="brin"
        label={t('field.brin')}
        hint={t('field.brinHint')}
        isRequired
        isShort
        fault={texts.brin}
        value={draft.brin}
        onChange={(brin) => change({ brin })}
      />
      <Field
        id="dependance"
        label={t('field.dependance')}
        hint={t('field.dependanceHint')}
        isShort
        fault={texts.dependance}
        value={draft.dependance}
        onChange={(dependance) => change({ dependance })}
      />
      <Field
        id="schoolYear"
        label={t('field.schoolYear')}
        hint={t('field.schoolYearHint')}
        isShort
        fault={texts.schoolYear}
        value={draft.schoolYear}
        onChange={(schoolYear) => change({ schoolYear })}
      />
      {type?.keyUse === 'laslink' ? (
        <p className="field">
          <span className="label">{t('field.authorisationKey')}</span>
          <span>{keyHint}</span>
        </p>
      ) : (
        <Field
          id="authorisationKey"
          label={t('field.authorisationKey')}
          hint={keyHint ?? t('field.authorisationKeyHint')}
          isRequired
          fault={texts.authorisationKey}
          value={authorisationKey}
          onChange={(value) => {
            correct('authorisationKey');
            setAuthorisationKey(value);
          }}
        />
      )}
      {type?.schoolKeyUse === 'empty' ? (
        <p className="field">
          <span className="label">{t('field.schoolKey')}</span>
          <span>{t('field.schoolKeyStaysEmpty', { las: type.name })}</span>
        </p>
      ) : (
        <Field
          id="schoolKey"
          label={t('field.schoolKey')}
          hint={
            type?.schoolKeyHint?.[language === 'en' ? 'en' : 'nl'] ??
            t(`field.schoolKeyHint-${type?.schoolKeyUse ?? 'unknown'}`, { las: type?.name })
          }
          isRequired={type?.schoolKeyUse === 'required'}
          fault={texts.schoolKey}
          value={draft.schoolKey}
          onChange={(schoolKey) => change({ schoolKey })}
        />
      )}
      <p>{t('test.before')}</p>
      <TestConnection
        school={school}
        las={type?.name ?? t('link.theLas')}
        schoolYear={draft.schoolYear}
        typed={{
          type: draft.type,
          schoolYear: draft.schoolYear,
          schoolKey: type?.schoolKeyUse === 'empty' ? '' : draft.schoolKey,
          authorisationKey: key,
        }}
      />
      <ExternalNumbers school={school} link={link} />
      <p>{t('request.next')}</p>
      <Button type="submit" kind="primary" isDisabled={request.isPending}>
        {t('request.submit')}
      </Button>
    </form>
  );
}
