import { createContext, useContext } from 'react';
import type { Config } from './config';

export const ConfigContext = createContext<Config | undefined>(undefined);

export function useConfig(): Config {
  const config = useContext(ConfigContext);
  if (!config) {
    throw new Error('the configuration is read before anything is shown');
  }
  return config;
}
