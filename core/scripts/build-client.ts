import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform, type Plugin } from 'esbuild';
import { codesWithWords } from '../src/client/problem-kinds.ts';

/** Builds the browser element into one file and refuses one that is too big (DESIGN §9, §11). */
const core = resolve(import.meta.dirname, '..');
const limit = 20_000;
const aim = 12_000;

const banner = `/*! Co-op Credentials. Apache-2.0 OR GPL-2.0-or-later. Contains lean-qr, MIT, (c) David Evans. */`;

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

const file = resolve(core, 'dist/client/coop-credential-request.js');
await build({
  entryPoints: [resolve(core, 'src/client/index.ts')],
  outfile: file,
  bundle: true,
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

const bytes = gzipSync(await readFile(file), { level: 9 }).length;
console.log(`coop-credential-request.js: ${bytes} bytes gzipped (limit ${limit}, aim ${aim})`);
if (bytes > limit) {
  console.error(`The element is ${bytes - limit} bytes too big.`);
  process.exitCode = 1;
}
