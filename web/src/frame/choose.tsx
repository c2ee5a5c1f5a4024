import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { useSchoolInfo } from '../api/queries';
import { usePerson } from '../sign-in/person';
import { Notice, PageHeading } from '../ui/page';

/** The front page: where this person has to be. */
export function Choose() {
  const { t } = useTranslation();
  const person = usePerson();
  if (person.isCustomerService) {
    return <Navigate to="/aanvragen" replace />;
  }
  if (person.isBeheerder && person.schools.length === 1) {
    return <Navigate to={`/s/${person.schools[0]}/koppeling`} replace />;
  }
  if (!person.isBeheerder || person.schools.length === 0) {
    return (
      <>
        <PageHeading>{t('noAccess.title')}</PageHeading>
        <Notice tone="wait">
          <p>{t('noAccess.text')}</p>
        </Notice>
      </>
    );
  }
  return (
    <>
      <PageHeading>{t('choose.title')}</PageHeading>
      <ul>
        {person.schools.map((school) => (
          <SchoolChoice key={school} school={school} />
        ))}
      </ul>
    </>
  );
}

function SchoolChoice({ school }: { school: string }) {
  const info = useSchoolInfo(school);
  return (
    <li>
      <Link to={`/s/${school}/koppeling`}>{info.data ? `${info.data.name} (${school})` : school}</Link>
    </li>
  );
}
