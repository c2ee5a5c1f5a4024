import { useParams } from 'react-router';

/** The school whose page is open: BRIN and dependance. */
export function useSchool(): string {
  return useParams().school ?? '';
}
