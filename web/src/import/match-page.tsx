import { createContext, useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouteLink, useLocation, useNavigate, useParams } from 'react-router';
import { Refused } from '../api/problem';
import { type Match, type Row, useCandidates } from '../api/queries';
import { useFormat } from '../format';
import { NotFound } from '../frame/not-found';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button } from '../ui/controls';
import { Loaded, Notice, PageHeading, ProblemNotice, Tag } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';
import { isCandidateShown } from './candidates';
import { useDecide } from './decide';
import { fieldEvidence, type Weight } from './field-evidence';
import { type Kind, kindOf, pathOf } from './kinds';
import { Evidence } from './match-text';
import { rowFaults } from './row-faults';
import { linkTo, moves, type RowDecision } from './rows';
import { useYearGroup } from './year-group';

/** Koppeling aanpassen: this row beside an existing record, and every record to choose from. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const params = useParams();
  const kind = kindOf(params.kind);
  const candidates = useCandidates(school, params.row ?? '');
  if (!kind) {
    return <NotFound />;
  }
  const list = `/s/${school}/importeren/${pathOf(kind)}`;
  const isGone = candidates.error instanceof Refused && candidates.error.status === 404;
  if (isGone || (candidates.data && candidates.data.row.kind !== kind)) {
    return (
      <>
        <PageHeading back={{ to: list, text: t(`kind.${kind}`) }}>{t('match.title')}</PageHeading>
        <Notice tone="wait" title={t('match.goneTitle')}>
          <p>
            {t('match.goneText')} <RouteLink to={list}>{t(`kind.${kind}`)}</RouteLink>
          </p>
        </Notice>
      </>
    );
  }
  return (
    <Loaded query={candidates} loading={t('match.loading')}>
      {(data) => (
        <ChangeMatch
          school={school}
          kind={kind}
          importId={data.importId}
          row={data.row}
          candidates={data.items}
          list={list}
        />
      )}
    </Loaded>
  );
}

function ChangeMatch({
  school,
  kind,
  importId,
  row,
  candidates,
  list,
}: {
  school: string;
  kind: Kind;
  importId: string;
  row: Row;
  candidates: Match[];
  list: string;
}) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const navigate = useNavigate();
  const cameFromList = (useLocation().state as { fromList?: boolean } | null)?.fromList === true;
  const mayChange = useMayChange(school);
  const [filter, setFilter] = useState('');
  const [page, setPage] = useState(0);
  const proposals = candidates.filter((candidate) => candidate.reasons.length > 0);
  const [comparedId, setComparedId] = useState<string | undefined>(
    () => row.record?.recordId ?? (proposals.length === 1 ? proposals[0]?.recordId : undefined),
  );
  const compared = candidates.find((candidate) => candidate.recordId === comparedId);
  const decide = useDecide(school, importId);
  const shown = candidates.filter((candidate) => isCandidateShown(candidate, filter));
  const goBack = () => {
    if (cameFromList) {
      void navigate(-1);
    } else {
      void navigate(`${list}#lijst=bestaand`);
    }
  };
  const run = (decisions: RowDecision[]) => decide.mutate(decisions, { onSuccess: goBack });
  const faults = decide.error ? rowFaults(decide.error, decide.variables ?? [], language) : new Map<string, string>();
  const actions: MatchActions = {
    mayChange: mayChange && !row.settled,
    isBusy: decide.isPending,
    comparedId,
    kind,
    compare: (candidate) => {
      setComparedId(candidate.recordId);
      document.getElementById('vergelijking')?.scrollIntoView({ block: 'nearest' });
    },
    link: (candidate) => run([linkTo(row, candidate)]),
  };
  const columns = useColumns(kind);
  return (
    <MatchActionsContext value={actions}>
      <p>
        <a
          className="crumb"
          href={list}
          onClick={(event) => {
            event.preventDefault();
            goBack();
          }}
        >
          ← {t(`kind.${kind}`)}
        </a>
      </p>
      <PageHeading>{t('match.title')}</PageHeading>
      <p className="state-line">{t(`match.question-${kind}`, { name: row.name })}</p>
      {decide.error ? <ProblemNotice error={decide.error} isAnswer /> : null}
      {[...faults.values()].map((fault) => (
        <p className="fault" key={fault}>
          {fault}
        </p>
      ))}
      <section id="vergelijking" aria-live="polite">
        <SideBySide row={row} candidate={compared} />
        {compared ? (
          <Consequence kind={kind} candidate={compared} />
        ) : proposals.length > 1 ? (
          <p>{t(`review.severalProposals-${kind}`)}</p>
        ) : null}
        {actions.mayChange ? (
          <div className="actions">
            {compared && !compared.takenBy ? (
              <Button kind="primary" isDisabled={decide.isPending} onPress={() => actions.link(compared)}>
                {t('match.linkTo', { name: compared.name })}
              </Button>
            ) : null}
            {row.category === 'new' ? null : (
              <Button isDisabled={decide.isPending} onPress={() => run(moves([row], 'new'))}>
                {t(`match.other-${kind}`)}
              </Button>
            )}
            <Button onPress={goBack}>{t('dialog.back')}</Button>
          </div>
        ) : null}
      </section>
      <section className="section">
        <h2>{t(`match.existing-${kind}`)}</h2>
        <FilterBar
          label={t('match.filter')}
          filter={filter}
          onFilter={(value) => {
            setFilter(value);
            setPage(0);
          }}
          shown={shown.length}
          total={candidates.length}
        />
        <WorkTable
          caption={t(`match.existing-${kind}`)}
          rows={shown}
          columns={columns}
          idOf={(candidate) => candidate.recordId}
          page={page}
          onPage={setPage}
          empty={<p>{t(candidates.length === 0 ? 'match.none' : 'table.nothingFound')}</p>}
        />
      </section>
    </MatchActionsContext>
  );
}

type MatchActions = {
  mayChange: boolean;
  isBusy: boolean;
  comparedId: string | undefined;
  kind: Kind;
  compare: (candidate: Match) => void;
  link: (candidate: Match) => void;
};

const MatchActionsContext = createContext<MatchActions | undefined>(undefined);

function useMatchActions(): MatchActions {
  const actions = useContext(MatchActionsContext);
  if (!actions) {
    throw new Error('a record stands in a list');
  }
  return actions;
}

/** The two records, field by field; each mark says what the evidence above the table says. */
function SideBySide({ row, candidate }: { row: Row; candidate?: Match }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const yearGroup = useYearGroup();
  const weights = candidate ? fieldEvidence(row, candidate) : undefined;
  const fields: [string, string | undefined, string | undefined, Weight?][] = [
    [t('review.name'), row.name, candidate?.name, weights?.name],
  ];
  if (row.kind === 'group') {
    fields.push([t('review.yearGroup'), yearGroup(row.yearGroup), yearGroup(candidate?.group), weights?.group]);
  } else {
    fields.push([t('review.group'), row.groups.join(', '), candidate?.group, weights?.group]);
  }
  if (row.kind === 'pupil') {
    fields.push([
      t('review.birthDate'),
      row.birthDate ? date(row.birthDate) : undefined,
      candidate?.birthDate ? date(candidate.birthDate) : undefined,
      weights?.birthDate,
    ]);
  }
  if (row.kind === 'teacher') {
    fields.push([t('review.email'), row.email, candidate?.email, weights?.email]);
  }
  return (
    <>
      {candidate && candidate.reasons.length > 0 ? (
        <p>
          <Tag tone="wait">{t('match.proposed')}</Tag> <Evidence row={row} match={candidate} />
        </p>
      ) : null}
      <table className="side-by-side">
        <caption className="visually-hidden">{t('match.compare')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('match.inLas')}</th>
            <th scope="col">{t('match.inTestCentre')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(([name, incoming, existing, weight]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{incoming || t('review.unknown')}</td>
              <td>
                {candidate ? existing || t('review.unknown') : t('match.nobodyChosen')}{' '}
                {weight === 'differs' || weight === 'similar' ? (
                  <span className="differs">{t(`match.${weight}`)}</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What hangs on the existing record, before it is chosen. */
function Consequence({ kind, candidate }: { kind: Kind; candidate: Match }) {
  const { t } = useTranslation();
  const { date, count } = useFormat();
  if (candidate.takenBy) {
    return <p className="fault">{t('match.takenBy', { name: candidate.takenBy })}</p>;
  }
  return (
    <p>
      {kind === 'pupil'
        ? candidate.testResults > 0
          ? t('match.keepsResults', { count: candidate.testResults, text: count(candidate.testResults) })
          : t('match.noResults')
        : t(`match.consequence-${kind}`)}{' '}
      {candidate.lastTestOn ? t('match.lastTestSentence', { date: date(candidate.lastTestOn) }) : ''}{' '}
      {candidate.active ? '' : t('match.becomesActive')}
    </p>
  );
}

const column = columnsOf<Match>();

function useColumns(kind: Kind): Columns<Match> {
  const { t } = useTranslation();
  return useMemo(() => {
    const columns: Columns<Match> = [
      column.accessor('name', {
        header: t('review.name'),
        enableSorting: false,
        cell: ({ row }) => <CandidateName candidate={row.original} />,
        meta: { isHeading: true },
      }),
      column.accessor((candidate) => candidate.group ?? '', {
        id: 'group',
        header: t(kind === 'group' ? 'review.yearGroup' : 'review.group'),
        enableSorting: false,
        cell: ({ row }) => <GroupCell group={row.original.group} isYearGroup={kind === 'group'} />,
        meta: { label: t(kind === 'group' ? 'review.yearGroup' : 'review.group') },
      }),
    ];
    if (kind === 'pupil') {
      columns.push(
        column.display({
          id: 'birthDate',
          header: t('review.birthDate'),
          enableSorting: false,
          cell: ({ row }) => <BirthDate date={row.original.birthDate} />,
          meta: { label: t('review.birthDate'), className: 'keep' },
        }),
        column.accessor('testResults', {
          header: t('match.testResults'),
          enableSorting: false,
          meta: { isNumber: true, label: t('match.testResults') },
        }),
      );
    }
    if (kind === 'teacher') {
      columns.push(
        column.accessor((candidate) => candidate.email ?? '', {
          id: 'email',
          header: t('review.email'),
          enableSorting: false,
          meta: { label: t('review.email') },
        }),
      );
    }
    columns.push(
      column.display({
        id: 'actions',
        header: () => <span className="visually-hidden">{t('review.actions')}</span>,
        enableSorting: false,
        cell: ({ row }) => <CandidateActions candidate={row.original} />,
      }),
    );
    return columns;
  }, [kind, t]);
}

function CandidateName({ candidate }: { candidate: Match }) {
  const { t } = useTranslation();
  return (
    <>
      {candidate.name} {candidate.reasons.length > 0 ? <Tag tone="wait">{t('match.proposed')}</Tag> : null}{' '}
      {candidate.active ? null : <Tag>{t('match.inactive')}</Tag>}
      {candidate.takenBy ? <div className="small soft">{t('match.takenBy', { name: candidate.takenBy })}</div> : null}
    </>
  );
}

function GroupCell({ group, isYearGroup }: { group?: string; isYearGroup: boolean }) {
  const yearGroup = useYearGroup();
  return isYearGroup ? yearGroup(group) : group;
}

function BirthDate({ date }: { date?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return date ? format.date(date) : <span className="soft">{t('review.unknown')}</span>;
}

function CandidateActions({ candidate }: { candidate: Match }) {
  const { t } = useTranslation();
  const { mayChange, isBusy, comparedId, compare, link } = useMatchActions();
  return (
    <div className="row-actions">
      {candidate.recordId === comparedId ? (
        <span className="small soft">{t('match.compared')}</span>
      ) : (
        <Button small onPress={() => compare(candidate)} aria-label={t('match.compareWith', { name: candidate.name })}>
          {t('match.compareShort')}
        </Button>
      )}
      {mayChange && !candidate.takenBy ? (
        <Button
          small
          isDisabled={isBusy}
          onPress={() => link(candidate)}
          aria-label={t('match.linkTo', { name: candidate.name })}
        >
          {t('review.link')}
        </Button>
      ) : null}
    </div>
  );
}
