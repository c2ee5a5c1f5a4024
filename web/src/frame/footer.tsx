import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Config } from '../config';
import { useConfig } from '../config-context';
import { TextButton } from '../ui/controls';

/** The foot of every page: who to call or mail. */
export function Footer() {
  const { t } = useTranslation();
  const { customerService, local } = useConfig();
  return (
    <footer className="footer">
      <div className="footer-row">
        <Help customerService={customerService} />
        {local ? (
          <div className="local">
            <span>{t('footer.local')}</span>
            {local.inbox ? <a href={local.inbox}>{t('footer.inbox')}</a> : null}
            {local.lasSimulator ? <a href={local.lasSimulator}>{t('footer.lasSimulator')}</a> : null}
            {local.night ? <Night address={local.night} /> : null}
          </div>
        ) : null}
      </div>
    </footer>
  );
}

export function Help({ customerService }: { customerService: Config['customerService'] }) {
  const { t } = useTranslation();
  return (
    <p>
      {t('footer.help')} <a href={`tel:${customerService.phone.replace(/[^+\d]/g, '')}`}>{customerService.phone}</a>{' '}
      {t('footer.or')} <a href={`mailto:${customerService.email}`}>{customerService.email}</a>
    </p>
  );
}

/** Only on a person's own machine: runs the nightly schedule now. */
function Night({ address }: { address: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [state, setState] = useState<'idle' | 'running' | 'done' | 'failed'>('idle');
  async function run() {
    setState('running');
    try {
      const answer = await fetch(address, { method: 'POST' });
      setState(answer.ok ? 'done' : 'failed');
    } catch {
      setState('failed');
    }
    await queries.invalidateQueries();
  }
  return (
    <span>
      <TextButton onPress={() => void run()} isDisabled={state === 'running'}>
        {t('footer.night')}
      </TextButton>{' '}
      <span role="status">{state === 'idle' ? '' : t(`footer.night-${state}`)}</span>
    </span>
  );
}
