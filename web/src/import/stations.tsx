import { useTranslation } from 'react-i18next';
import type { Import } from '../api/queries';
import { useFormat } from '../format';
import { totalWho, type Who } from './who';

type Station = 'fetched' | 'staged' | 'chosen' | 'imported';
/** How far a station of the line that runs down is from the next. */
const DOWN = 104;
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
  const lines = (who: Who | undefined) =>
    who === undefined || done === 0
      ? []
      : (['groups', 'teachers', 'pupils'] as const).map((key) =>
          t(`count.${key}`, { count: who[key], text: count(who[key]) }),
        );
  const hasRows = [imported.groups, imported.teachers, imported.pupils].some((c) => c !== undefined);
  const undecided = undecidedOf(imported);
  const receipt = imported.receipt;
  const isOpen = imported.state === 'open';
  const numbers: Record<Station, string[]> = {
    fetched: lines(imported.delivered),
    staged: lines(hasRows ? totalWho(imported) : undefined),
    chosen: isOpen && undecided > 0 ? [t('stations.toChoose', { count: undecided, text: count(undecided) })] : [],
    imported: lines(
      receipt && {
        groups: receipt.groups.added + receipt.groups.changed,
        teachers: receipt.teachers.added + receipt.teachers.changed,
        pupils: receipt.pupils.added + receipt.pupils.changed,
      },
    ),
  };
  const places = STATIONS.map((station, i) => ({
    station,
    numbers: numbers[station],
    at: i + 1 === done ? 'here' : i < done ? 'done' : 'ahead',
  }));
  const told = STATIONS.map((station, i) =>
    t(i < done ? 'stations.done' : 'stations.notYet', { station: t(`stations.${station}`) }),
  ).join(' ');
  return (
    <>
      <svg className="stations" viewBox="0 0 800 148" role="img" aria-label={`${t('stations.title')}. ${told}`}>
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
        {places.map(({ station, numbers: told, at }, i) => (
          <g key={station} data-at={at}>
            <Stop x={100 + i * 200} y={28} at={at} />
            <text x={100 + i * 200} y="72">
              {t(`stations.${station}`)}
            </text>
            {told.map((line, at) => (
              <text key={line} className="count" x={100 + i * 200} y={96 + at * 22}>
                {line}
              </text>
            ))}
          </g>
        ))}
      </svg>
      {/* On a phone the line runs down, so that its words keep their size. */}
      <svg className="stations down" viewBox="0 0 280 420" role="img" aria-label={`${t('stations.title')}. ${told}`}>
        {[0, 1, 2].map((i) => (
          <line
            key={i}
            className="line"
            data-done={i + 1 < done}
            x1="24"
            x2="24"
            y1={28 + i * DOWN}
            y2={28 + (i + 1) * DOWN}
          />
        ))}
        {places.map(({ station, numbers: told, at }, i) => (
          <g key={station} data-at={at}>
            <Stop x={24} y={28 + i * DOWN} at={at} />
            <text x="60" y={34 + i * DOWN}>
              {t(`stations.${station}`)}
            </text>
            {told.map((line, at) => (
              <text key={line} className="count" x="60" y={56 + at * 20 + i * DOWN}>
                {line}
              </text>
            ))}
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
