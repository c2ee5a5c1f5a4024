import { useAuth } from 'react-oidc-context';

/** Who is signed in, from the claims of the ID token. */
export type Person = {
  name: string;
  email: string;
  isBeheerder: boolean;
  isCustomerService: boolean;
  schools: string[];
};

/** A claim with several values: a list, or one text with commas. */
export function listOf(claim: unknown): string[] {
  const items = Array.isArray(claim) ? claim.map(String) : typeof claim === 'string' ? claim.split(/[,\s]+/) : [];
  return items.map((item) => item.replace(/[[\]"]/g, '').trim()).filter((item) => item !== '');
}

export function personOf(claims: Record<string, unknown>): Person {
  const groups = listOf(claims['cognito:groups']);
  const email = String(claims.email ?? '');
  return {
    name: String(claims.name ?? (email || claims.sub || '')),
    email,
    isBeheerder: groups.includes('beheerder'),
    isCustomerService: groups.includes('klantenservice'),
    schools: listOf(claims['custom:schools']),
  };
}

export function usePerson(): Person {
  const { user } = useAuth();
  return personOf((user?.profile ?? {}) as Record<string, unknown>);
}

/** Whether this person may change things at this school; the customer service only reads there. */
export function useMayChange(school: string): boolean {
  const person = usePerson();
  return person.isBeheerder && person.schools.includes(school);
}
