import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { budgets } from './budget.ts';
import { CHUNKS } from './chunks.ts';

const laslink = process.env.LASLINK_URL ?? 'http://localhost:8400';

export default defineConfig({
  plugins: [react(), budgets()],
  build: {
    // Nothing inline and no data: addresses, so that the content security policy can be strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Above the first chunk.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: {
    proxy: { '/api': laslink, '/config.json': laslink, '/_local': laslink },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'functions', include: ['src/**/*.test.ts'], environment: 'node' } },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['src/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['src/testing/setup.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
