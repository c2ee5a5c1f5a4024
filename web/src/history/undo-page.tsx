import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { answerOf, api, etag } from '../api/client';
import { Refused } from '../api/problem';
import { keys } from '../api/queries';
import { useFormat } from '../format';
import { useSchool } from '../frame/school';
import { useMayChange } from '../sign-in/person';
import { Button } from '../ui/controls';
import { Loaded, Notice, PageHeading, ProblemNotice } from '../ui/page';
import { type Columns, columnsOf, WorkTable } from '../ui/work-table';
import { Effect, Fields, KindAndGroup } from './change-text';
import { type UndoPreview, useUndoPreview } from './queries';

type Item = UndoPreview['items'][number];

/** Ongedaan maken: what goes back, what stays and why; then the press. */
export function Component() {
  const { t } = useTranslation();
  const school = useSchool();
  const { commit = '' } = useParams();
  const records = recordsOf(useLocation().state);
  const preview = useUndoPreview(school, commit, records);
  return (
    <>
      <PageHeading back={{ to: `/s/${school}/importeren/eerder/${commit}`, text: t('history.one') }}>
        {t('undo.title')}
      </PageHeading>
      <Loaded query={preview}>
        {(data) => <Preview school={school} commit={commit} preview={data} records={records} />}
      </Loaded>
    </>
  );
}

/** The records chosen on the previous page; all of them when the page is opened by its address. */
function recordsOf(state: unknown): string[] | undefined {
  const chosen = state as { records?: string[] } | null;
  return Array.isArray(chosen?.records) ? chosen.records : undefined;
}

function Preview({
  school,
  commit,
  preview,
  records,
}: {
  school: string;
  commit: string;
  preview: UndoPreview;
  records: string[] | undefined;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mayChange = useMayChange(school);
  const confirm = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/schools/{school}/imports/{commit}/undo', {
          params: { path: { school, commit }, header: { 'If-Match': etag(preview.revision) } },
          body: { records, restoring: preview.restoring },
        }),
      ),
    onSuccess: (undo) => void navigate(`/s/${school}/importeren/eerder/${undo.commitId}`, { replace: true }),
    onError: () => void queries.invalidateQueries({ queryKey: keys.history(school) }),
  });
  const back = preview.items.filter((item) => !item.reason);
  const kept = preview.items.filter((item) => item.reason);
  const hasMoved = confirm.error instanceof Refused && confirm.error.status === 412;
  return (
    <>
      <p className="state-line">
        {preview.restoring === 0
          ? t('undo.nothing')
          : t('undo.restoring', { count: back.length, text: count(back.length) })}
      </p>
      {hasMoved ? (
        <Notice tone="wait" title={t('undo.movedTitle')} isAlert>
          <p>{t('undo.movedText')}</p>
        </Notice>
      ) : confirm.error ? (
        <ProblemNotice error={confirm.error} />
      ) : null}
      {preview.closesImport ? (
        <Notice tone="wait" title={t('undo.closesTitle')}>
          <p>{t('undo.closesText')}</p>
        </Notice>
      ) : null}
      <ul>
        <li>
          {preview.waitAgain > 0
            ? t('undo.waitAgain', { count: preview.waitAgain, text: count(preview.waitAgain) })
            : t('undo.noScores')}
        </li>
        <li>{t('undo.comesBack')}</li>
      </ul>
      {kept.length > 0 ? <Items title={t('undo.stays')} items={kept} /> : null}
      {back.length > 0 ? <Items title={t('undo.back')} items={back} /> : null}
      {mayChange && preview.restoring > 0 ? (
        <div className="actions">
          <Button kind="primary" isDisabled={confirm.isPending} onPress={() => confirm.mutate()}>
            {t('undo.confirm', { count: back.length, text: count(back.length) })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Items({ title, items }: { title: string; items: Item[] }) {
  const [page, setPage] = useState(0);
  return (
    <section>
      <h2>{title}</h2>
      <WorkTable
        caption={title}
        rows={items}
        columns={useColumns()}
        idOf={(item) => item.recordId}
        page={page}
        onPage={setPage}
        empty={null}
      />
    </section>
  );
}

const column = columnsOf<Item>();

function useColumns(): Columns<Item> {
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
      column.display({
        id: 'what',
        header: t('audit.what'),
        enableSorting: false,
        cell: ({ row }) => <What item={row.original} />,
        meta: { label: t('audit.what') },
      }),
    ],
    [t],
  );
}

function What({ item }: { item: Item }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  if (item.reason) {
    return <>{t(`undo.reason-${item.reason}`)}</>;
  }
  return (
    <>
      <Effect change={item} />
      <Fields change={item} />
      {item.waitAgain ? (
        <p className="small">{t('undo.waitAgain', { count: item.waitAgain, text: count(item.waitAgain) })}</p>
      ) : null}
    </>
  );
}
