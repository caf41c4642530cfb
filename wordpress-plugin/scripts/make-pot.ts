import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBlock } from './pot/read-block.ts';
import { readCalls, type Message } from './pot/read-calls.ts';
import { writePot } from './pot/write-pot.ts';

export const textDomain = 'coop-credentials';

const plugin = resolve(import.meta.dirname, '..');
const version = (JSON.parse(readFileSync(join(plugin, 'package.json'), 'utf8')) as { version: string }).version;

/**
 * Every sentence of the plugin as `languages/coop-credentials.pot`. Scripts are read as they are built: WordPress finds
 * a script's translations by the name of the built file.
 */
export function makePot(): string {
  const found = sources().flatMap((file) => read(file).map((message) => ({ ...message, file })));
  const pot = writePot(found, { name: 'Co-op Credentials', version, domain: textDomain });
  mkdirSync(join(plugin, 'languages'), { recursive: true });
  writeFileSync(join(plugin, `languages/${textDomain}.pot`), pot);
  return pot;
}

const sources = (): readonly string[] =>
  ['coop-credentials.php', ...within('includes'), ...within('build')].filter((file) => /\.(php|js|json)$/.test(file));

const within = (folder: string): readonly string[] =>
  readdirSync(join(plugin, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .sort();

function read(file: string): readonly Message[] {
  const source = readFileSync(join(plugin, file), 'utf8');
  if (!file.endsWith('.json')) return readCalls(source, textDomain);
  return file.endsWith('/block.json') ? readBlock(JSON.parse(source) as Parameters<typeof readBlock>[0]) : [];
}
