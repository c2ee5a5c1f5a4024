import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const SOURCES = fileURLToPath(new URL('./src/', import.meta.url));
const DUTCH = [
  fileURLToPath(new URL('./src/i18n/nl.json', import.meta.url)),
  fileURLToPath(
    new URL('../shared/platform/src/main/resources/nl/laslink/platform/text/las-answers_nl.json', import.meta.url),
  ),
];
const MODULE = 'texts:';

/**
 * Makes a module of each section of the Dutch texts, and imports it into every module that has one of its keys: a page then
 * fetches only the texts it may show.
 */
export function texts(): Plugin {
  const sections = new Map<string, unknown>();
  let key = /$^/g;
  return {
    name: 'texts',
    enforce: 'pre',
    buildStart() {
      sections.clear();
      for (const file of DUTCH) {
        this.addWatchFile(file);
        for (const [section, values] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) {
          sections.set(section, values);
        }
      }
      // The start of a key: 'link.title', `problem.${name}.title`; of a section that is a text, the whole key.
      const starts = [...sections].map(
        ([section, values]) => section + (typeof values === 'string' ? "(?=')" : '(?=\\.)'),
      );
      key = new RegExp(`['"\`](${starts.join('|')})`, 'g');
    },
    resolveId: (id) => (id.startsWith(MODULE) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${MODULE}`)) {
        return undefined;
      }
      const section = id.slice(MODULE.length + 1);
      return [
        `import { addTexts } from ${JSON.stringify(`${SOURCES}i18n/sections`)};`,
        `addTexts(${JSON.stringify(section)}, ${JSON.stringify(sections.get(section))});`,
      ].join('\n');
    },
    transform(code, id) {
      const path = id.split('?')[0] ?? id;
      if (!path.startsWith(SOURCES) || !/\.tsx?$/.test(path) || /\/i18n\/|\/testing\/|\.test\./.test(path)) {
        return undefined;
      }
      const used = new Set([...code.matchAll(key)].map((match) => match[1]));
      // At the end, so that the lines above stay where they are.
      return used.size === 0
        ? undefined
        : { code: code + [...used].map((section) => `\nimport '${MODULE}${section}';`).join(''), map: null };
    },
  };
}
