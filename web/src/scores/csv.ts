/** A character that a spreadsheet takes for the start of a formula, also behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r|]/;
const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as Excel in Dutch opens them: UTF-8 with a byte order mark, semicolons, and no cell that runs as a formula. */
export function csvOf(rows: string[][]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Downloads a file. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
