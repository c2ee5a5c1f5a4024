import {
  type ColumnDef,
  createColumnHelper,
  createPaginatedRowModel,
  createSortedRowModel,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Button, Checkbox } from './controls';
import { Search } from './fields';

export const PAGE_SIZE = 50;

const features = tableFeatures({
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  paginatedRowModel: createPaginatedRowModel(),
  sortedRowModel: createSortedRowModel(),
});

export type Features = typeof features;
// biome-ignore lint/suspicious/noExplicitAny: a column's value differs per column, as in the library's own types
export type Columns<R extends object> = ColumnDef<Features, R, any>[];

export function columnsOf<R extends object>() {
  return createColumnHelper<Features, R>();
}

/** How a column looks beyond its text. */
export type ColumnMeta = { isNumber?: boolean; isHeading?: boolean; className?: string; label?: string };

type Selection = {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** The rows that may be selected; the others have no box. */
  canSelect: (id: string) => boolean;
  nameOf: (id: string) => string;
};

/** Rows of a list, 50 to a page, sorted by a press on a heading; on a narrow screen each row is a small record. */
export function WorkTable<R extends object>({
  caption,
  rows,
  columns,
  idOf,
  page,
  onPage,
  selection,
  empty,
}: {
  caption: string;
  rows: R[];
  columns: Columns<R>;
  idOf: (row: R) => string;
  page: number;
  onPage: (page: number) => void;
  selection?: Selection;
  empty: ReactNode;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const lastPage = Math.max(0, Math.ceil(rows.length / PAGE_SIZE) - 1);
  const pageIndex = Math.min(page, lastPage);
  const rowSelection = Object.fromEntries([...(selection?.selected ?? [])].map((id) => [id, true as const]));
  const table = useTable({
    features,
    data: rows,
    columns,
    getRowId: idOf,
    autoResetPageIndex: false,
    state: {
      pagination: { pageIndex, pageSize: PAGE_SIZE },
      rowSelection,
    },
    onPaginationChange: (update) => {
      const before = { pageIndex, pageSize: PAGE_SIZE };
      onPage((typeof update === 'function' ? update(before) : update).pageIndex);
    },
    enableRowSelection: (row) => selection?.canSelect(row.id) ?? false,
    onRowSelectionChange: (update) => {
      const after = typeof update === 'function' ? update(rowSelection) : update;
      selection?.onChange(new Set(Object.keys(after)));
    },
  });
  if (rows.length === 0) {
    return <>{empty}</>;
  }
  const shown = table.getRowModel().rows;
  const selectable = shown.filter((row) => row.getCanSelect());
  const areAll = selectable.length > 0 && selectable.every((row) => row.getIsSelected());
  return (
    <>
      <div className="table-box">
        <table className="stacks">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {selection ? (
                  <th scope="col">
                    {selectable.length > 0 ? (
                      <Checkbox
                        aria-label={t('table.selectPage')}
                        isSelected={areAll}
                        isIndeterminate={!areAll && selectable.some((row) => row.getIsSelected())}
                        onChange={(isSelected) => {
                          const next = new Set(selection.selected);
                          for (const row of selectable) {
                            if (isSelected) {
                              next.add(row.id);
                            } else {
                              next.delete(row.id);
                            }
                          }
                          selection.onChange(next);
                        }}
                      />
                    ) : (
                      <span className="visually-hidden">{t('table.select')}</span>
                    )}
                  </th>
                ) : null}
                {group.headers.map((header) => {
                  const sorted = header.column.getIsSorted();
                  const meta = metaOf(header.column.columnDef.meta);
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      className={meta.isNumber ? 'number' : undefined}
                      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
                    >
                      {header.column.getCanSort() ? (
                        <button type="button" className="sort" onClick={header.column.getToggleSortingHandler()}>
                          <table.FlexRender header={header} />
                          <span aria-hidden="true">{sorted === 'asc' ? ' ▲' : sorted === 'desc' ? ' ▼' : ''}</span>
                        </button>
                      ) : (
                        <table.FlexRender header={header} />
                      )}
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id} id={`row-${row.id}`} data-selected={row.getIsSelected()}>
                {selection ? (
                  <td>
                    {row.getCanSelect() ? (
                      <Checkbox
                        aria-label={t('table.selectRow', { name: selection.nameOf(row.id) })}
                        isSelected={row.getIsSelected()}
                        onChange={(isSelected) => row.toggleSelected(isSelected)}
                      />
                    ) : null}
                    {row.getIsSelected() ? (
                      <button type="button" className="to-actions" onClick={focusActions}>
                        {t('table.toActions', { text: count(selection.selected.size) })}
                      </button>
                    ) : null}
                  </td>
                ) : null}
                {row.getAllCells().map((cell) => {
                  const meta = metaOf(cell.column.columnDef.meta);
                  const className = [meta.isNumber ? 'number' : '', meta.className ?? ''].join(' ').trim() || undefined;
                  return meta.isHeading ? (
                    <th key={cell.id} scope="row" className={className}>
                      <table.FlexRender cell={cell} />
                    </th>
                  ) : (
                    <td key={cell.id} className={className} data-label={meta.label}>
                      <table.FlexRender cell={cell} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > PAGE_SIZE ? (
        <nav className="pager" aria-label={t('table.pages')}>
          <p>
            {t('table.range', {
              from: count(pageIndex * PAGE_SIZE + 1),
              to: count(Math.min(rows.length, (pageIndex + 1) * PAGE_SIZE)),
              total: count(rows.length),
            })}
          </p>
          <div className="row-actions">
            <Button small isDisabled={pageIndex === 0} onPress={() => onPage(pageIndex - 1)}>
              {t('table.previous')}
            </Button>
            <Button small isDisabled={pageIndex >= lastPage} onPress={() => onPage(pageIndex + 1)}>
              {t('table.next')}
            </Button>
          </div>
        </nav>
      ) : null}
    </>
  );
}

/** From a selected row to what can be done with the selection, past the rest of the table. */
function focusActions(): void {
  document.querySelector<HTMLElement>('#bulk-bar .button, .bulk-bar .button')?.focus();
}

function metaOf(meta: unknown): ColumnMeta {
  return (meta ?? {}) as ColumnMeta;
}

/** The filter above a list and how much of the list it shows. */
export function FilterBar({
  label,
  filter,
  onFilter,
  shown,
  total,
  children,
}: {
  label: string;
  filter: string;
  onFilter: (filter: string) => void;
  shown: number;
  total: number;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <search className="filter-bar">
      <Search label={label} value={filter} onChange={onFilter} />
      {children}
      <p className="shown soft" role="status">
        {t('table.shown', { shown: count(shown), total: count(total) })}
      </p>
    </search>
  );
}
