import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useForgetSchool } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button } from '../ui/controls';
import { matches } from '../ui/filter';
import { Bar, Facts, Loaded, Notice, PageHeading, Receipt } from '../ui/page';
import { type Columns, columnsOf, FilterBar, WorkTable } from '../ui/work-table';
import { Effect, Fields, KindAndGroup } from './change-text';
import { Counts, Who } from './history-table';
import { type Change, type HistoryDetail, useCommit } from './queries';

/** One import or undo: who, when, and what changed by name. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const { commit = '' } = useParams();
  const detail = useCommit(school, commit);
  return (
    <>
      <PageHeading back={{ to: `/s/${school}/importeren`, text: t('import.title') }}>
        {detail.data ? t(`history.kind-${detail.data.kind}`) : t('history.one')}
      </PageHeading>
      <Loaded query={detail}>{(data) => <Detail school={school} detail={data} />}</Loaded>
    </>
  );
}

function Detail({ school, detail }: { school: string; detail: HistoryDetail }) {
  const { t } = useTranslation();
  const { fullMoment } = useFormat();
  useForgettingWhenDone(school, detail.state);
  const page = (commit: string) => `/s/${school}/importeren/eerder/${commit}`;
  if (detail.state === 'committing') {
    return (
      <div className="progress" role="status">
        <p>{t('history.committing')}</p>
        <Bar label={t('history.committing')} />
      </div>
    );
  }
  if (detail.state === 'stale') {
    return (
      <Notice tone="wait" title={t('history.staleTitle')} isAlert>
        <p>{t('history.staleText')}</p>
        {detail.undo ? (
          <p>
            <Link to={`${page(detail.undo.of)}/ongedaan`}>{t('history.lookAgain')}</Link>
          </p>
        ) : null}
      </Notice>
    );
  }
  const facts = (
    <Facts
      facts={[
        [t('audit.when'), fullMoment(detail.at)],
        [t('audit.who'), <Who key="who" by={detail.by} />],
        [t('history.changes'), <Counts key="counts" entry={detail} />],
        [t('history.undoUntil'), detail.canUndo ? fullMoment(detail.undoUntil) : undefined],
      ]}
    />
  );
  return (
    <>
      {detail.undo ? (
        <Receipt title={t('history.undoneTitle')}>
          {facts}
          <p>
            <Link to={page(detail.undo.of)}>{t('history.toUndone')}</Link>
          </p>
        </Receipt>
      ) : isCorrection(detail) ? (
        <Receipt title={t('correct.done')}>{facts}</Receipt>
      ) : (
        facts
      )}
      {detail.undoneBy ? (
        <Notice title={t('history.isUndone')}>
          <p>
            {t('link.byAt', { by: detail.undoneBy.by, at: fullMoment(detail.undoneBy.at) })}{' '}
            <Link to={page(detail.undoneBy.commitId)}>{t('history.toUndo')}</Link>
          </p>
        </Notice>
      ) : null}
      {detail.changes ? (
        <Changes school={school} detail={detail} changes={detail.changes} />
      ) : (
        <p>{t('history.namesGone')}</p>
      )}
    </>
  );
}

function isCorrection({ kind }: HistoryDetail): boolean {
  return kind === 'merge' || kind === 'link-move';
}

/** When an undo ends, everything that was read before it is old. */
function useForgettingWhenDone(school: string, state: HistoryDetail['state']): void {
  const forget = useForgetSchool(school);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'committing' && state !== 'committing') {
      forget();
    }
    before.current = state;
  });
}

function Changes({ school, detail, changes }: { school: string; detail: HistoryDetail; changes: Change[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const navigate = useNavigate();
  const mayUndo = useMayChange(school) && detail.canUndo;
  const [filter, setFilter] = useState('');
  const [page, setPage] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(
    () => changes.filter((change) => matches(filter, [change.name, change.group])),
    [changes, filter],
  );
  const undo = `/s/${school}/importeren/eerder/${detail.commitId}/ongedaan`;
  return (
    <>
      <h2>{t('history.byName')}</h2>
      <FilterBar
        label={t('history.filter')}
        filter={filter}
        onFilter={(text) => {
          setFilter(text);
          setPage(0);
        }}
        shown={shown.length}
        total={changes.length}
      />
      <WorkTable
        caption={t('history.byName')}
        rows={shown}
        columns={useColumns()}
        idOf={(change) => change.recordId}
        page={page}
        onPage={setPage}
        selection={
          mayUndo
            ? {
                selected,
                onChange: setSelected,
                canSelect: () => true,
                nameOf: (id) => changes.find((change) => change.recordId === id)?.name ?? '',
              }
            : undefined
        }
        empty={<p>{t('table.nothingFound')}</p>}
      />
      {detail.choices ? (
        <p className="soft">{t('history.choices', { count: detail.choices, text: count(detail.choices) })}</p>
      ) : null}
      {mayUndo ? (
        <div className="actions" id="bulk-bar">
          {selected.size > 0 ? (
            <Button kind="primary" onPress={() => void navigate(undo, { state: { records: [...selected] } })}>
              {t('history.undoChosen', { count: selected.size, text: count(selected.size) })}
            </Button>
          ) : null}
          <Link className="button" data-kind="plain" to={undo}>
            {t('history.undoAll')}
          </Link>
        </div>
      ) : null}
    </>
  );
}

const column = columnsOf<Change>();

function useColumns(): Columns<Change> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      column.accessor('name', { header: t('review.name'), enableSorting: false, meta: { isHeading: true } }),
      column.accessor('kind', {
        header: t('history.kind'),
        enableSorting: false,
        cell: ({ row }) => <KindAndGroup change={row.original} />,
        meta: { label: t('history.kind') },
      }),
      column.accessor('effect', {
        header: t('audit.what'),
        enableSorting: false,
        cell: ({ row }) => <Effect change={row.original} />,
        meta: { label: t('audit.what') },
      }),
      column.display({
        id: 'fields',
        header: t('history.beforeAfter'),
        enableSorting: false,
        cell: ({ row }) => <Fields change={row.original} />,
        meta: { label: t('history.beforeAfter') },
      }),
    ],
    [t],
  );
}
