/** What differs per place where laslink runs; served beside the app as /config.json. */
export type Config = {
  authority: string;
  clientId: string;
  customerService: { phone: string; email: string };
  local?: { inbox?: string; lasSimulator?: string; night?: string; clockAheadMillis?: number };
};

export async function loadConfig(): Promise<Config> {
  const answer = await fetch('/config.json');
  if (!answer.ok) {
    throw new Error(`config.json answered ${answer.status}`);
  }
  return (await answer.json()) as Config;
}

/** Who to call when {@link loadConfig} failed: the page itself says it, unless nobody filled it in, as under `npm run dev`. */
export function customerServiceOf(page: Document): Config['customerService'] | undefined {
  const said = (name: string) =>
    page.querySelector(`meta[name="customer-service-${name}"]`)?.getAttribute('content') ?? '';
  const [phone, email] = [said('phone'), said('email')];
  return phone && email && !phone.startsWith('{') ? { phone, email } : undefined;
}
