import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { bundleClient } from './client-bundle.ts';
import { problemsPage } from './generate/docs.ts';
import { type Sentences, withProblemWords } from './generate/discourse-locale.ts';
import { problemWordsPhp } from './generate/php.ts';
import { joinProblems } from './generate/problem-source.ts';
import { recognitionVectors } from './generate/recognition-vectors.ts';
import { problemCodesRuby } from './generate/ruby.ts';
import { problemsTypeScript } from './generate/typescript.ts';
import { generateVocabulary } from './generate-vocabulary.ts';

/**
 * Writes every file that follows from the code table and the message catalogue, and the element into the Discourse
 * plugin, which is installed by cloning, so that what is built must be there.
 * With `--check` it writes nothing, names the stale files and exits 1.
 */
const root = resolve(import.meta.dirname, '../..');
const localeFile = 'discourse-plugin/config/locales/server.en.yml';

const read = async (path: string): Promise<string> => readFile(resolve(root, path), 'utf8');
const readIfThere = async (path: string): Promise<string | undefined> => read(path).catch(() => undefined);

async function generated(): Promise<ReadonlyMap<string, string>> {
  const catalogue = JSON.parse(await read('core/messages/en.json')) as { readonly element: Sentences };
  const problems = joinProblems(JSON.parse(await read('core/problems.json')), catalogue);
  return new Map([
    ['core/src/generated/problems.ts', problemsTypeScript(problems)],
    ['core/docs/problems.md', problemsPage(problems)],
    ['wordpress-plugin/includes/generated/class-problem-words.php', problemWordsPhp(problems)],
    ['discourse-plugin/lib/coop_credentials/problem_codes.rb', problemCodesRuby(problems)],
    [localeFile, withProblemWords(await readIfThere(localeFile), problems, catalogue.element)],
    ['discourse-plugin/public/javascripts/coop-credential-request.js', (await bundleClient()).text],
    ...Object.entries(await recognitionVectors()).map(
      ([name, vector]) => [`core/test/vectors/recognition/${name}.json`, `${JSON.stringify(vector)}\n`] as const,
    ),
    ...generateVocabulary().map(({ path, text }) => [path, text] as const),
  ]);
}

const stale: string[] = [];
for (const [path, text] of await generated()) {
  if ((await readIfThere(path)) === text) continue;
  stale.push(path);
  if (process.argv.includes('--check')) continue;
  await mkdir(dirname(resolve(root, path)), { recursive: true });
  await writeFile(resolve(root, path), text);
}

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`stale: ${path} (npm run generate)`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  console.log(stale.length > 0 ? `wrote ${stale.join(', ')}` : 'nothing to write');
}
