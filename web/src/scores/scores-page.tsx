import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useLink, useScores } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { matches } from '../ui/filter';
import { useListView } from '../ui/list-view';
import { Loaded, PageHeading, Tag, type Tone } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';

type Score = Schemas['Score'];

const TONES: Record<Score['state'], Tone> = {
  waiting: 'wait',
  ready: 'plain',
  sent: 'plain',
  accepted: 'go',
  refused: 'stop',
};
const STATES: Score['state'][] = ['refused', 'waiting', 'ready', 'sent', 'accepted'];

/** Scores: per pupil and test whether the LAS took it. */
export function Component() {
  const { t } = useTranslation();
  const { count } = useFormat();
  const school = useSchool();
  const scores = useScores(school);
  const link = useLink(school);
  const las = link.data?.fields?.typeName ?? t('link.theLas');
  const [view, change] = useListView('alle');
  const columns = useColumns(las);
  return (
    <>
      <PageHeading>{t('scores.title')}</PageHeading>
      <p>{t('scores.intro', { las })}</p>
      <Loaded query={scores} loading={t('scores.loading')}>
        {(items) => {
          const shown = items.filter((score) =>
            matches(view.filter, [
              score.pupilName,
              score.group,
              score.testName,
              score.part,
              t(`scoreState.${score.state}`),
            ]),
          );
          const counts = STATES.map((state) => [state, items.filter((score) => score.state === state).length] as const);
          return items.length === 0 ? (
            <p className="state-line">{t('scores.empty')}</p>
          ) : (
            <>
              <p className="state-line">
                {counts
                  .filter(([, number]) => number > 0)
                  .map(([state, number]) => t(`scores.number-${state}`, { count: number, text: count(number) }))
                  .join(', ')}
              </p>
              <FilterBar
                label={t('scores.filter')}
                filter={view.filter}
                onFilter={(filter) => change({ filter })}
                shown={shown.length}
                total={items.length}
              />
              <WorkTable
                caption={t('scores.title')}
                rows={shown}
                columns={columns}
                idOf={(score) => `${score.pupilId} ${score.resultKey}`}
                page={view.page}
                onPage={(page) => change({ page })}
                empty={<p>{t('table.nothingFound')}</p>}
              />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

const column = columnsOf<Score>();

function useColumns(las: string): Columns<Score> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('pupilName', {
        header: t('scores.pupil'),
        sortFn: (a, b) => a.original.pupilName.localeCompare(b.original.pupilName, 'nl'),
        meta: { isHeading: true },
      }),
      column.accessor((score) => score.group ?? '', {
        id: 'group',
        header: t('review.group'),
        sortFn: (a, b) => (a.original.group ?? '').localeCompare(b.original.group ?? '', 'nl', { numeric: true }),
        meta: { label: t('review.group'), className: 'keep' },
      }),
      column.accessor((score) => (score.part ? `${score.testName}, ${score.part}` : score.testName), {
        id: 'test',
        header: t('scores.test'),
        sortFn: (a, b) => a.original.testName.localeCompare(b.original.testName, 'nl'),
        meta: { label: t('scores.test') },
      }),
      column.accessor('value', {
        header: t('scores.value'),
        enableSorting: false,
        meta: { isNumber: true, label: t('scores.value') },
      }),
      column.accessor('takenOn', {
        header: t('scores.takenOn'),
        sortFn: (a, b) => a.original.takenOn.localeCompare(b.original.takenOn),
        cell: ({ row }) => <TakenOn date={row.original.takenOn} />,
        meta: { label: t('scores.takenOn'), className: 'keep' },
      }),
      column.accessor('state', {
        header: t('scores.state'),
        sortFn: (a, b) => STATES.indexOf(a.original.state) - STATES.indexOf(b.original.state),
        cell: ({ row }) => <StateCell score={row.original} las={las} />,
      }),
    ],
    [t, las],
  );
}

function TakenOn({ date }: { date: string }) {
  const format = useFormat();
  return format.date(date);
}

function StateCell({ score, las }: { score: Score; las: string }) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  return (
    <>
      <Tag tone={TONES[score.state]}>{t(`scoreState.${score.state}`)}</Tag>{' '}
      <span className="small">
        {score.reason ? `${t(`scoreReason.${score.reason}`, { las })} ` : ''}
        <span className="soft">{moment(score.at)}</span>
      </span>
    </>
  );
}
