import { useState } from 'react';

const NONE: ReadonlySet<string> = new Set();

/** Which fields were changed since this answer: what was said about them is old. */
export function useCorrected(answer: unknown): {
  isCorrected: (field: string) => boolean;
  correct: (...fields: string[]) => void;
} {
  const [corrected, setCorrected] = useState({ answer, fields: NONE });
  const fields = corrected.answer === answer ? corrected.fields : NONE;
  return {
    isCorrected: (field) => fields.has(field),
    correct: (...changed) => setCorrected({ answer, fields: new Set([...fields, ...changed]) }),
  };
}
