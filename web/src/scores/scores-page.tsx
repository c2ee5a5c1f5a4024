import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { useLink, useScores } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange, usePerson } from '../sign-in/person';
import { Choice } from '../ui/choice';
import { Button, TextButton } from '../ui/controls';
import { keepSelected, matches } from '../ui/filter';
import { Bar, Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';
import { Arrivals } from './arrivals';
import { csvOf, download } from './csv';
import { RefusedScores } from './refused-scores';
import { ScoreDialogs } from './score-dialogs';
import { ScoreState } from './score-state';
import {
  type Action,
  byUrgency,
  isSettled,
  readScoresView,
  type Score,
  type ScoresView,
  type SentNow,
  STATES,
  sentNow,
  writeScoresView,
} from './scores';
import { type Doing, useScoreActions } from './use-score-actions';

/** A LAS answers within a minute, or the night tries again. */
const LONGEST_WAIT = 60_000;
const ACTIONS: Action[] = ['send', 'withdraw', 'close'];

/** Scores: per pupil and test its state, and what a person can do. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const { isCustomerService } = usePerson();
  const [sent, setSent] = useState<SentNow>();
  const scores = useScores(school, (items) => {
    return sent !== undefined && Date.now() - sent.at < LONGEST_WAIT && !isSettled(sent, items);
  });
  const link = useLink(school);
  const las = link.data?.fields?.typeName ?? t('link.theLas');
  return (
    <>
      <PageHeading>{t('scores.title')}</PageHeading>
      <p>{t('scores.intro', { las })}</p>
      <Loaded query={scores} loading={t('scores.loading')}>
        {({ items, days }) => (
          <>
            {items.length === 0 ? (
              <p className="state-line">{t('scores.empty')}</p>
            ) : (
              <Scores school={school} las={las} items={items} sent={sent} onSent={setSent} />
            )}
            <Arrivals days={days} />
          </>
        )}
      </Loaded>
      {isCustomerService ? <RefusedScores school={school} /> : null}
    </>
  );
}

function Scores({
  school,
  las,
  items,
  sent,
  onSent,
}: {
  school: string;
  las: string;
  items: Score[];
  sent?: SentNow;
  onSent: (sent: SentNow) => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const mayChange = useMayChange(school);
  const [view, change] = useScoresView();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<{ action: 'withdraw' | 'close'; scores: Score[] }>();
  const actions = useScoreActions(school);
  const columns = useColumns(school, las);
  const inView = useMemo(() => items.filter((score) => fits(score, view)).sort(byUrgency), [items, view]);
  const shown = inView.filter((score) =>
    matches(view.filter, [score.pupilName, score.group, score.testName, score.part, t(`scoreState.${score.state}`)]),
  );
  const kept = keepSelected(
    selected,
    shown.map((score) => score.id),
  );
  const chosen = shown.filter((score) => kept.has(score.id));
  const ready = items.filter((score) => score.state === 'ready' || score.state === 'sent');

  function run(doing: Doing) {
    const now = doing.scores ?? ready;
    actions.mutate(doing, {
      onSuccess: () => {
        setSelected(new Set());
        if (doing.action === 'send') {
          onSent(sentNow(now, doing.scores !== undefined, Date.now()));
        }
      },
      onSettled: () => setAsked(undefined),
    });
  }

  return (
    <>
      <p className="state-line">
        {STATES.map((state) => [state, items.filter((score) => score.state === state).length] as const)
          .filter(([, number]) => number > 0)
          .map(([state, number]) => t(`scores.number-${state}`, { count: number, text: count(number) }))
          .join(', ')}
      </p>
      {actions.error ? <ProblemNotice error={actions.error} /> : null}
      {sent ? <Sent sent={sent} items={items} las={las} /> : null}
      {actions.data && actions.data.refused.length > 0 ? (
        <Notice tone="wait" isAlert>
          <p>{t('scores.notDone', { count: actions.data.refused.length, text: count(actions.data.refused.length) })}</p>
          <ul>
            {[...new Set(actions.data.refused.map(({ reason }) => reason))].map((reason) => (
              <li key={reason}>{t(`scores.notDone-${reason}`)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <div className="actions">
        {mayChange ? (
          <Button
            kind="primary"
            isDisabled={actions.isPending || ready.length === 0}
            onPress={() => run({ action: 'send' })}
          >
            {t('scores.sendReady', { count: ready.length, text: count(ready.length) })}
          </Button>
        ) : null}
        <Button onPress={() => download(`scores-${school}.csv`, csvOf(table(shown, t, las)))}>
          {t('scores.download', { count: shown.length, text: count(shown.length) })}
        </Button>
      </div>
      <FilterBar
        label={t('scores.filter')}
        filter={view.filter}
        onFilter={(filter) => change({ filter })}
        shown={shown.length}
        total={items.length}
      >
        <Pick name="year" values={items.map((score) => score.schoolYear)} view={view} onChange={change} />
        <Pick name="group" values={items.map((score) => score.group ?? '')} view={view} onChange={change} />
        <Pick name="test" values={items.map((score) => score.testName)} view={view} onChange={change} />
        <Pick
          name="state"
          values={items.map((score) => score.state)}
          view={view}
          onChange={change}
          textOf={(state) => t(`scoreState.${state}`)}
        />
      </FilterBar>
      {mayChange && shown.length > 0 ? (
        <section
          className="bulk-bar"
          data-selected={chosen.length > 0 ? '' : undefined}
          aria-label={t('scores.together')}
        >
          <p role="status">{t('review.selected', { selected: count(chosen.length), total: count(shown.length) })}</p>
          {chosen.length < shown.length ? (
            <TextButton onPress={() => setSelected(new Set(shown.map((score) => score.id)))}>
              {t('review.selectShown', { text: count(shown.length) })}
            </TextButton>
          ) : null}
          {chosen.length > 0 ? (
            <TextButton onPress={() => setSelected(new Set())}>{t('review.clear')}</TextButton>
          ) : null}
          {ACTIONS.map((action) => {
            const can = chosen.filter((score) => score.actions.includes(action));
            return can.length > 0 ? (
              <Button
                key={action}
                small
                isDisabled={actions.isPending}
                onPress={() => (action === 'send' ? run({ action, scores: can }) : setAsked({ action, scores: can }))}
              >
                {t(`scores.bulk-${action}`, { count: can.length, text: count(can.length) })}
              </Button>
            ) : null;
          })}
        </section>
      ) : null}
      <WorkTable
        caption={t('scores.title')}
        rows={shown}
        columns={columns}
        idOf={(score) => score.id}
        page={view.page}
        onPage={(page) => change({ page })}
        selection={
          mayChange
            ? {
                selected: kept,
                onChange: setSelected,
                canSelect: () => true,
                nameOf: (id) => nameOf(shown.find((score) => score.id === id)),
              }
            : undefined
        }
        empty={<p>{t('table.nothingFound')}</p>}
      />
      <ScoreDialogs asked={asked} las={las} isBusy={actions.isPending} onDo={run} onClose={() => setAsked(undefined)} />
    </>
  );
}

function nameOf(score?: Score): string {
  return score ? `${score.pupilName}, ${score.testName}` : '';
}

function fits(score: Score, view: ScoresView): boolean {
  return (
    (view.year === '' || score.schoolYear === view.year) &&
    (view.group === '' || score.group === view.group) &&
    (view.test === '' || score.testName === view.test) &&
    (view.state === '' || score.state === view.state)
  );
}

/** The result of the scores that were sent now. */
function Sent({ sent, items, las }: { sent: SentNow; items: Score[]; las: string }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const scores = items.filter((score) => sent.versions.has(score.id));
  const accepted = scores.filter((score) => score.state === 'accepted').length;
  const isBusy = !isSettled(sent, items) && Date.now() - sent.at < LONGEST_WAIT;
  if (isBusy) {
    return (
      <div className="progress" role="status">
        <p>{t('scores.sending', { count: scores.length, text: count(scores.length), las })}</p>
        <Bar label={t('scores.sending', { count: scores.length, text: count(scores.length), las })} />
      </div>
    );
  }
  return (
    <Notice tone={accepted === scores.length ? 'go' : 'wait'} isAlert>
      <p>{t('scores.sentResult', { accepted: count(accepted), total: count(scores.length), las })}</p>
      {accepted < scores.length ? <p>{t('scores.sentRest')}</p> : null}
    </Notice>
  );
}

const ALL = 'alle';

function Pick({
  name,
  values,
  view,
  onChange,
  textOf = (value) => value,
}: {
  name: 'year' | 'group' | 'test' | 'state';
  values: string[];
  view: ScoresView;
  onChange: (change: Partial<ScoresView>) => void;
  textOf?: (value: string) => string;
}) {
  const { t } = useTranslation();
  const options = [...new Set(values)]
    .filter((value) => value !== '')
    .map((id) => ({ id, name: textOf(id) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'nl', { numeric: true }));
  return (
    <Choice
      id={`scores-${name}`}
      label={t(`scores.pick-${name}`)}
      value={view[name] || ALL}
      onChange={(value) => onChange({ [name]: value === ALL ? '' : value })}
      options={[{ id: ALL, name: t('scores.all') }, ...options]}
    />
  );
}

/** The list's view in the address's fragment: never sent to a server, found again by the back button. */
function useScoresView(): [ScoresView, (change: Partial<ScoresView>) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const view = useMemo(() => readScoresView(location.hash), [location.hash]);
  return [
    view,
    (change) =>
      navigate(
        {
          pathname: location.pathname,
          hash: writeScoresView({ ...readScoresView(window.location.hash), page: 0, ...change }),
        },
        { replace: true, preventScrollReset: true, state: location.state },
      ),
  ];
}

type Translate = ReturnType<typeof useTranslation>['t'];

/** The scores as a table of texts, for a spreadsheet. */
function table(scores: Score[], t: Translate, las: string): string[][] {
  return [
    ['pupil', 'group', 'pick-year', 'test', 'part', 'value', 'takenOn', 'state', 'why', 'since'].map((name) =>
      t(name === 'group' ? 'review.group' : `scores.${name}`),
    ),
    ...scores.map((score) => [
      score.pupilName,
      score.group ?? '',
      score.schoolYear,
      score.testName,
      score.part ?? '',
      score.value,
      score.takenOn,
      t(`scoreState.${score.state}`),
      score.reason ? t(`scoreReason.${score.reason}`, { las }) : '',
      score.at,
    ]),
  ];
}

const column = columnsOf<Score>();

function useColumns(school: string, las: string): Columns<Score> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('pupilName', {
        header: t('scores.pupil'),
        sortFn: (a, b) => a.original.pupilName.localeCompare(b.original.pupilName, 'nl'),
        cell: ({ row }) => (
          <Link
            to={`/s/${school}/scores/${row.original.id}`}
            aria-label={t('scores.historyOf', { name: nameOf(row.original) })}
          >
            {row.original.pupilName}
          </Link>
        ),
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
        cell: ({ row }) => <ScoreState score={row.original} las={las} />,
      }),
    ],
    [t, las, school],
  );
}

function TakenOn({ date }: { date: string }) {
  const format = useFormat();
  return format.date(date);
}
