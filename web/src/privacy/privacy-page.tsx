import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useLink, useSchoolInfo } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { Loaded, PageHeading } from '../ui/page';

type RetentionDays = Schemas['School']['retentionDays'];

/** Which data has no end of its own, or after how many days it ends. */
const KINDS: [string, keyof RetentionDays | undefined][] = [
  ['pupils', 'pupils'],
  ['groups', undefined],
  ['teachers', undefined],
  ['rows', 'importRows'],
  ['results', 'results'],
  ['log', 'audit'],
];

/** Privacy: which data laslink has of the school's people, from where, since when and until when. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const info = useSchoolInfo(school);
  return (
    <>
      <PageHeading>{t('privacy.title')}</PageHeading>
      <p>{t('privacy.intro')}</p>
      <LastContact school={school} />
      <Loaded query={info}>{({ retentionDays }) => <Kinds retentionDays={retentionDays} />}</Loaded>
      <p>{t('privacy.bsn')}</p>
      <h2>{t('privacy.parentTitle')}</h2>
      <p>{t('privacy.parentText')}</p>
    </>
  );
}

function LastContact({ school }: { school: string }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  const at = useLink(school).data?.lastContact?.at;
  return at ? <p>{t('privacy.lastContact', { at: fullMoment(at) })}</p> : null;
}

function Kinds({ retentionDays }: { retentionDays: RetentionDays }) {
  const { t } = useTranslation();
  return (
    <div className="table-box">
      <table className="plain">
        <caption className="visually-hidden">{t('privacy.title')}</caption>
        <thead>
          <tr>
            {['what', 'from', 'when', 'until'].map((column) => (
              <th key={column} scope="col">
                {t(`privacy.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KINDS.map(([kind, period]) => (
            <tr key={kind}>
              <th scope="row">
                {t(`privacy.what-${kind}`)}
                <div className="small soft">{t(`privacy.fields-${kind}`)}</div>
              </th>
              <td>{t(`privacy.from-${kind}`)}</td>
              <td>{t(`privacy.when-${kind}`)}</td>
              <td>{t(`privacy.until-${kind}`, { count: period ? retentionDays[period] : 0 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
