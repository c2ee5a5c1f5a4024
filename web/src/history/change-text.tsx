import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Tag, type Tone } from '../ui/page';
import type { Change } from './queries';

const TONES: Record<Change['effect'], Tone> = {
  added: 'go',
  restored: 'go',
  activated: 'go',
  changed: 'plain',
  deactivated: 'wait',
  removed: 'wait',
};

export function Effect({ change }: { change: Change }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[change.effect]}>{t(`history.effect-${change.effect}`)}</Tag>;
}

export function KindAndGroup({ change }: { change: Change }) {
  const { t } = useTranslation();
  const kind = t(`history.kind-${change.kind}`);
  return <>{change.group ? `${kind} · ${change.group}` : kind}</>;
}

/** Each field before and after; of somebody who came or went there is no other side to show. */
export function Fields({ change }: { change: Change }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { fields } = change;
  function shown(field: Change['fields'][number]['field'], value: string | undefined): string {
    if (value === undefined) {
      return t('history.empty');
    }
    switch (field) {
      case 'active':
        return t(value === 'true' ? 'history.active' : 'history.inactive');
      case 'composite':
        return t(value === 'true' ? 'history.yes' : 'history.no');
      case 'birthDate':
        return format.date(value);
      case 'eckId':
        return t(value === 'other' ? 'history.eckIdOther' : 'history.eckIdLinked');
      default:
        return value;
    }
  }
  if (change.effect === 'added' || change.effect === 'removed' || change.effect === 'restored') {
    return null;
  }
  return (
    <ul className="bare">
      {fields.map(({ field, before, after }) => (
        <li key={field}>
          {t('history.fromTo', {
            field: t(`history.field-${field}`),
            before: shown(field, before),
            after: shown(field, after),
          })}
        </li>
      ))}
    </ul>
  );
}
