import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The most that the first visit of a page may fetch, in bytes after gzip; calls of the API are not in it. */
type Budget = { page: string; module?: string; bytes: number; requests: number };

/** What the pages fetched when this was written, plus 3 %. */
const BUDGETS: Budget[] = [
  { page: 'the sign-in', bytes: 234_000, requests: 4 },
  { page: 'Koppeling', module: '/src/link/link-page.tsx', bytes: 250_000, requests: 6 },
  { page: 'Importeren', module: '/src/import/hub-page.tsx', bytes: 268_000, requests: 7 },
  { page: 'a list of the import', module: '/src/import/review-page.tsx', bytes: 315_000, requests: 8 },
];

/** The part of the font that a Dutch page needs. */
const FONT = /source-sans-3-latin-wght-.*\.woff2$/;

type Chunk = { code: string; imports: string[]; isEntry: boolean; moduleIds: string[] };

/** Prints what each page fetches, and fails the build when that is over its budget. */
export function budgets(): Plugin {
  return {
    name: 'budgets',
    apply: 'build',
    writeBundle(_, bundle) {
      const chunks = new Map<string, Chunk>();
      const others: number[] = [];
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') {
          chunks.set(file.fileName, file);
        } else if (FONT.test(file.fileName)) {
          others.push(file.source.length);
        } else if (/\.(css|html)$/.test(file.fileName)) {
          others.push(gzipSync(file.source).length);
        }
      }
      // The page, its styles and its font: another number means that this counts something else than a browser does.
      if (others.length !== 3) {
        this.error(`expected one HTML, one CSS and one font file, found ${others.length}`);
      }
      for (const budget of BUDGETS) {
        const names = fetchedFor(budget.module, chunks);
        const sizes = [...others, ...names.map((name) => gzipSync(chunks.get(name)?.code ?? '').length)];
        const bytes = sizes.reduce((sum, size) => sum + size, 0);
        const found = `${budget.page}: ${bytes} of ${budget.bytes} bytes, ${sizes.length} of ${budget.requests} requests`;
        if (bytes > budget.bytes || sizes.length > budget.requests) {
          this.error(`over budget: ${found}`);
        }
        this.info(found);
      }
    },
  };
}

/** The chunks of the entry and of the module, with everything that these import statically. */
function fetchedFor(module: string | undefined, chunks: ReadonlyMap<string, Chunk>): string[] {
  const fetched = new Set<string>();
  const fetch = (name: string) => {
    const chunk = chunks.get(name);
    if (chunk && !fetched.has(name)) {
      fetched.add(name);
      chunk.imports.forEach(fetch);
    }
  };
  const starts = [...chunks].filter(([, chunk]) => chunk.isEntry);
  if (module) {
    const pages = [...chunks].filter(([, chunk]) => chunk.moduleIds.some((id) => id.endsWith(module)));
    if (pages.length !== 1) {
      throw new Error(`${module} is in ${pages.length} chunks`);
    }
    starts.push(...pages);
  }
  for (const [name] of starts) {
    fetch(name);
  }
  return [...fetched];
}
