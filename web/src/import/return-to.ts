let left: string | undefined;

/** Remembers the row whose match is being changed, for when the list is shown again. */
export function leaveFrom(rowId: string): void {
  left = rowId;
}

/** The row that was left, once. */
export function takeReturn(): string | undefined {
  const rowId = left;
  left = undefined;
  return rowId;
}
