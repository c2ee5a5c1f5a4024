/** What differs per place where laslink runs; served beside the app as /config.json. */
export type Config = {
  authority: string;
  clientId: string;
  customerService: { phone: string; email: string };
  local?: { inbox?: string; lasSimulator?: string; night?: string };
};

export async function loadConfig(): Promise<Config> {
  const answer = await fetch('/config.json');
  if (!answer.ok) {
    throw new Error(`config.json answered ${answer.status}`);
  }
  return (await answer.json()) as Config;
}
