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
    imported:
      committed === undefined || done === 0 ? '' : t('stations.records', { count: committed, text: count(committed) }),
  };
  const places = STATIONS.map((station, i) => ({
    station,
    number: numbers[station],
    at: i + 1 === done ? 'here' : i < done ? 'done' : 'ahead',
  }));
  const told = STATIONS.map((station, i) =>
    t(i < done ? 'stations.done' : 'stations.notYet', { station: t(`stations.${station}`) }),
  ).join(' ');
  return (
    <>
      <svg className="stations" viewBox="0 0 800 108" role="img" aria-label={`${t('stations.title')}. ${told}`}>
        {[0, 1, 2].map((i) => (
          <line
            key={i}
            className="line"
            data-done={i + 1 < done}
            x1={100 + i * 200}
            x2={300 + i * 200}
            y1="28"
            y2="28"
          />
        ))}
        {places.map(({ station, number, at }, i) => (
          <g key={station} data-at={at}>
            <Stop x={100 + i * 200} y={28} at={at} />
            <text x={100 + i * 200} y="72">
              {t(`stations.${station}`)}
            </text>
            <text className="count" x={100 + i * 200} y="96">
              {number}
            </text>
          </g>
        ))}
      </svg>
      {/* On a phone the line runs down, so that its words keep their size. */}
      <svg className="stations down" viewBox="0 0 280 232" role="img" aria-label={`${t('stations.title')}. ${told}`}>
        {[0, 1, 2].map((i) => (
          <line key={i} className="line" data-done={i + 1 < done} x1="24" x2="24" y1={28 + i * 58} y2={86 + i * 58} />
        ))}
        {places.map(({ station, number, at }, i) => (
          <g key={station} data-at={at}>
            <Stop x={24} y={28 + i * 58} at={at} />
            <text x="60" y={(number ? 24 : 34) + i * 58}>
              {t(`stations.${station}`)}
            </text>
            <text className="count" x="60" y={45 + i * 58}>
              {number}
            </text>
          </g>
        ))}
      </svg>
    </>
  );
}

function Stop({ x, y, at }: { x: number; y: number; at: string }) {
  return (
    <>
      {at === 'here' ? <circle className="ring" cx={x} cy={y} r="21" /> : null}
      <circle cx={x} cy={y} r="14" />
      {at === 'ahead' ? null : <path className="mark" d={`M${x - 7} ${y + 0.5}l5 5 9-10`} />}
    </>
  );
}
