import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Schemas } from '../api/client';
import { fieldTexts, Refused } from '../api/problem';
import { useFormat } from '../format';
import { Button } from '../ui/controls';
import { Notice, ProblemNotice } from '../ui/page';

type Tested = Schemas['ConnectionTest'];

/**
 * Test verbinding: asks the LAS once and says what it answered. With what is typed, or with the link as it stands when `typed` is
 * absent. Nothing is kept.
 */
export function TestConnection({
  school,
  las,
  schoolYear,
  typed,
}: {
  school: string;
  las: string;
  schoolYear: string;
  typed?: Schemas['ConnectionTestRequest'];
}) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const test = useMutation({
    mutationFn: (body: Schemas['ConnectionTestRequest']) =>
      answerOf(api.POST('/api/schools/{school}/link/test', { params: { path: { school } }, body })),
  });
  // An answer belongs to what was typed when it was asked for.
  const isOfThis = JSON.stringify(test.variables) === JSON.stringify(typed ?? {});
  const wrong = Object.values(fieldTexts(test.error instanceof Refused ? test.error.problem : undefined, language));
  return (
    <>
      <div className="actions">
        <Button isDisabled={test.isPending} onPress={() => test.mutate(typed ?? {})}>
          {t('test.button')}
        </Button>
        {test.isPending ? <span role="status">{t('test.busy')}</span> : null}
      </div>
      {test.data && isOfThis ? <Answer tested={test.data} las={las} schoolYear={schoolYear} /> : null}
      {!isOfThis ? null : wrong.length > 0 ? (
        <Notice tone="wait" title={t('test.fieldsFirst')} isAlert answer={test.error}>
          <ul>
            {wrong.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      ) : test.error ? (
        <ProblemNotice error={test.error} isAnswer />
      ) : null}
    </>
  );
}

/** The outcomes with a text of the test itself. */
const OWN_TEXT: Tested['outcome'][] = ['no-changes', 'no-data', 'slow'];

function Answer({ tested, las, schoolYear }: { tested: Tested; las: string; schoolYear: string }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const works = tested.outcome === 'delivered';
  const warnings = tested.warnings ?? [];
  return (
    <Notice tone={works ? 'go' : 'wait'} title={t(`test.title-${tested.outcome}`, { las })} isAlert answer={tested}>
      {tested.counts ? (
        <p>
          {t('test.counts', {
            las,
            schoolYear,
            groups: count(tested.counts.groups),
            teachers: count(tested.counts.teachers),
            pupils: count(tested.counts.pupils),
          })}
        </p>
      ) : OWN_TEXT.includes(tested.outcome) ? (
        <p>{t(`test.text-${tested.outcome}`, { las, schoolYear })}</p>
      ) : (
        <>
          {tested.reasons.map((reason) => (
            <p key={reason}>{t(`meaning.${reason}`, { las })}</p>
          ))}
          <p>
            {tested.whoActs === 'school' ? null : `${t('test.notYours')} `}
            {t(`advice.${tested.advice}`, { las })}
          </p>
        </>
      )}
      {warnings.length > 0 ? (
        <>
          <p>{t('test.odd')}</p>
          <ul>
            {warnings.map((warning) => (
              <li key={warning.kind}>{t(`finding.${warning.kind}`, { count: warning.count })}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="small">{t('test.nothingKept')}</p>
    </Notice>
  );
}
