/** Where a list was left to change a match: the visit, the row, its place in the table and how far the page was scrolled. */
type Left = { visit: string; rowId: string; place: number; scrollY: number };

let left: Left | undefined;

/** Remembers where the list is left, for when the same visit is shown again. */
export function leaveList(visit: string, rowId: string): void {
  const row = document.getElementById(`row-${rowId}`);
  left = {
    visit,
    rowId,
    place: row instanceof HTMLTableRowElement ? row.sectionRowIndex : 0,
    scrollY: window.scrollY,
  };
}

/** Where this visit was left, once. */
export function takeReturn(visit: string): Left | undefined {
  const found = left?.visit === visit ? left : undefined;
  left = undefined;
  return found;
}
