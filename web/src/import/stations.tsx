import { useTranslation } from 'react-i18next';
import type { Import } from '../api/queries';
import { useFormat } from '../format';

type Station = 'fetched' | 'staged' | 'chosen' | 'imported';
const STATIONS: Station[] = ['fetched', 'staged', 'chosen', 'imported'];

/** How far the import is: the number of stations that are behind it. */
export function stationsDone(imported: Import): number {
  if (imported.fetch?.state === 'running') {
    return 0;
  }
  switch (imported.state) {
    case 'none':
    case 'aborted':
      return 0;
    case 'open':
      return undecidedOf(imported) > 0 ? 2 : 3;
    case 'committing':
      return 3;
    case 'committed':
      return 4;
  }
}

export function undecidedOf(imported: Import): number {
  return [imported.groups, imported.teachers, imported.pupils].reduce((sum, c) => sum + (c?.undecided ?? 0), 0);
}

/** The import as a line with four stations, the numbers under each. The task list below says the same in words. */
export function Stations({ imported }: { imported: Import }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const done = stationsDone(imported);
  const delivered = imported.delivered;
  const total = delivered ? delivered.groups + delivered.teachers + delivered.pupils : undefined;
  const kinds = [imported.groups, imported.teachers, imported.pupils];
  const staged = kinds.some((c) => c !== undefined) ? kinds.reduce((sum, c) => sum + (c?.total ?? 0), 0) : undefined;
  const undecided = undecidedOf(imported);
  const receipt = imported.receipt;
  const committed = receipt
    ? [receipt.groups, receipt.teachers, receipt.pupils].reduce((sum, c) => sum + c.added + c.changed, 0)
    : undefined;
  const isOpen = imported.state === 'open';
  const numbers: Record<Station, string> = {
    fetched: total === undefined || done === 0 ? '' : t('stations.records', { count: total, text: count(total) }),
    staged: staged === undefined || done === 0 ? '' : t('stations.records', { count: staged, text: count(staged) }),
    chosen: isOpen && undecided > 0 ? t('stations.toChoose', { count: undecided, text: count(undecided) }) : '',
    imported: committed === undefined ? '' : t('stations.records', { count: committed, text: count(committed) }),
  };
  return (
    <svg className="stations" viewBox="0 0 800 108" role="img" aria-labelledby="stations-title stations-desc">
      <title id="stations-title">{t('stations.title')}</title>
      <desc id="stations-desc">
        {STATIONS.map((station, i) =>
          t(i < done ? 'stations.done' : 'stations.notYet', { station: t(`stations.${station}`) }),
        ).join(' ')}
      </desc>
      {[0, 1, 2].map((i) => (
        <line key={i} className="line" data-done={i + 1 < done} x1={100 + i * 200} x2={300 + i * 200} y1="28" y2="28" />
      ))}
      {STATIONS.map((station, i) => (
        <g key={station} data-at={i + 1 === done ? 'here' : i < done ? 'done' : 'ahead'}>
          {i + 1 === done ? <circle className="ring" cx={100 + i * 200} cy="28" r="21" /> : null}
          <circle cx={100 + i * 200} cy="28" r="14" />
          {i < done ? <path className="mark" d={`M${93 + i * 200} 28.5l5 5 9-10`} /> : null}
          <text x={100 + i * 200} y="72">
            {t(`stations.${station}`)}
          </text>
          <text className="count" x={100 + i * 200} y="96">
            {numbers[station]}
          </text>
        </g>
      ))}
    </svg>
  );
}
