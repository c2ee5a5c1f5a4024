import type { Row } from '../api/queries';
import { ProblemNotice } from '../ui/page';

/** Why nothing was moved, with the rows that stood in the way. */
export function DecideProblem({
  error,
  rows,
  faults,
}: {
  error: unknown;
  rows: Row[];
  faults: ReadonlyMap<string, string>;
}) {
  const names = new Map(rows.map((row) => [row.rowId, row.name]));
  return (
    <>
      <ProblemNotice error={error} isAnswer />
      {faults.size > 0 ? (
        <ul className="fault-list">
          {[...faults].slice(0, 20).map(([row, text]) => (
            <li key={row}>{names.has(row) ? `${names.get(row)}: ${text}` : text}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
