import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform, type Plugin } from 'esbuild';
import { codesWithWords } from '../src/client/problem-kinds.ts';

const core = resolve(import.meta.dirname, '..');
const banner = `/*! Co-op Credentials. Apache-2.0 OR GPL-2.0-or-later. Contains lean-qr, MIT, (c) David Evans. */`;

/** Where the built element is. */
export const clientFile = resolve(core, 'dist/client/coop-credential-request.js');

/** Of the catalogue, only the sentences that a member can meet. */
const onlyMembersWords: Plugin = {
  name: 'only-members-words',
  setup({ onLoad }) {
    onLoad({ filter: /messages[\\/]en\.json$/ }, async ({ path }) => {
      const { element, problems } = JSON.parse(await readFile(path, 'utf8')) as {
        element: unknown;
        problems: Record<string, unknown>;
      };
      const met = Object.fromEntries(
        codesWithWords.flatMap((code) => (problems[code] ? [[code, problems[code]]] : [])),
      );
      return { contents: JSON.stringify({ element, problems: met }), loader: 'json' };
    });
  },
};

const smallStyles: Plugin = {
  name: 'small-styles',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** The browser element in one file: its text and its size as servers send it. */
export async function bundleClient(): Promise<{ readonly text: string; readonly gzipped: number }> {
  const { outputFiles } = await build({
    entryPoints: [resolve(core, 'src/client/index.ts')],
    bundle: true,
    write: false,
    // Works as a module and as a classic script, and leaves no name behind.
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: banner },
    plugins: [onlyMembersWords, smallStyles],
    logLevel: 'warning',
  });
  const text = outputFiles[0]?.text ?? '';
  return { text, gzipped: gzipSync(text, { level: 9 }).length };
}
