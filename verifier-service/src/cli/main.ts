import { version } from '../version.ts';
import { startThread } from '../workers/start-thread.ts';
import { threadEntry } from '../workers/thread-entry.ts';
import { CommandError, UsageError, type Command } from './command.ts';

/** Each command by its words; loaded when it is called, so that a short one starts fast. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  'site add': async () => (await import('./site-add.ts')).siteAdd,
  'site pair': async () => (await import('./site-pair.ts')).sitePair,
  'site rotate': async () => (await import('./site-rotate.ts')).siteRotate,
  'site remove': async () => (await import('./site-remove.ts')).siteRemove,
  'site list': async () => (await import('./site-list.ts')).siteList,
  'programme add': async () => (await import('./programme-add.ts')).programmeAdd,
  'programme sites': async () => (await import('./programme-sites.ts')).programmeSites,
  'programme list': async () => (await import('./programme-list.ts')).programmeList,
  'ledger show': async () => (await import('./ledger-show.ts')).ledgerShow,
  'ledger reset': async () => (await import('./ledger-reset.ts')).ledgerReset,
  migrate: async () => (await import('./migrate.ts')).migrate,
  'list key': async () => (await import('./list-key.ts')).listKey,
  'list new': async () => (await import('./list-new.ts')).listNew,
  'list propose': async () => (await import('./list-propose.ts')).listPropose,
  'list sign': async () => (await import('./list-sign.ts')).listSign,
  'list publish': async () => (await import('./list-publish.ts')).listPublish,
  'list freshen': async () => (await import('./list-freshen.ts')).listFreshen,
  'list show': async () => (await import('./list-show.ts')).listShow,
  'list diff': async () => (await import('./list-diff.ts')).listDiff,
  'list verify': async () => (await import('./list-verify.ts')).listVerify,
  'list export': async () => (await import('./list-export.ts')).listExport,
  'list pin': async () => (await import('./list-pin.ts')).listPin,
  'list unpin': async () => (await import('./list-unpin.ts')).listUnpin,
  'list import': async () => (await import('./list-import.ts')).listImport,
  move: async () => (await import('./move.ts')).move,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  'secrets rotate': async () => (await import('./secrets-rotate.ts')).secretsRotate,
  doctor: async () => (await import('./doctor.ts')).doctor,
  verify: async () => (await import('./verify.ts')).verify,
};

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const json = words.includes('--json');
  if (words.length === 0) return complain(json, new UsageError('A command is needed'), await help());
  if (words[0] === '--version') return print(version, 0);

  const asksForHelp = words[0] === 'help' || words.includes('--help');
  const asked = words[0] === 'help' ? words.slice(1) : words;
  const name = [asked.slice(0, 2).join(' '), asked[0] ?? ''].find((known) => Object.hasOwn(commands, known));
  if (asksForHelp) return print(name === undefined ? await help() : await helpOn(name), 0);
  if (name === undefined)
    return complain(json, new UsageError(`There is no such command: ${words.join(' ')}`), hint(words[0]));
  const early = name === 'start' ? startThread(threadEntry()) : undefined;
  const command = await commands[name]!();
  try {
    const args = words.slice(name.split(' ').length);
    const { readEnvironment } = await import('../environment.ts');
    const result = await command.run({ args, configuration: readEnvironment(), early });
    if (!result) return 0;
    return print(json ? JSON.stringify(result.json, undefined, 2) : result.text, result.exitCode);
  } catch (error) {
    const { storageError } = await import('./storage-error.ts');
    return complain(json, storageError(error) ?? error, command.usage, command.faultExitCode);
  }
}

function print(text: string, exitCode: number): number {
  process.stdout.write(`${text}\n`);
  return exitCode;
}

/** With `--json`, what went wrong is one JSON value too. */
function complain(json: boolean, error: unknown, usage: string, faultExitCode?: number): number {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof CommandError ? error.code : error instanceof UsageError ? 'usage' : 'failed';
  const problems = error instanceof CommandError ? error.problems : [];
  const exitCode = faultExitCode ?? (error instanceof UsageError ? 2 : 1);
  if (json) return print(JSON.stringify({ error: { code, message, problems } }, undefined, 2), exitCode);

  // As doctor has it: what scripts and the runbook go by.
  const named = error instanceof CommandError ? `${message} (${code})` : message;
  process.stderr.write([named, ...problems.map((problem) => `  - ${problem}`), ''].join('\n'));
  if (error instanceof UsageError) process.stderr.write(`${usage}\n`);
  return exitCode;
}

/** The commands that begin as it was meant to; all of them otherwise. */
function hint(first = ''): string {
  const meant = Object.keys(commands).filter((name) => name.split(' ')[0] === first);
  return `There is: ${(meant.length > 0 ? meant : Object.keys(commands)).join(', ')}. More: coop-verifier help`;
}

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.values(commands).map(async (load) => {
      const { usage, summary } = await load();
      return `  ${usage}\n      ${summary}`;
    }),
  );
  return ['coop-verifier asks wallets for co-op credentials on behalf of sites.', '', ...lines].join('\n');
}

async function helpOn(name: string): Promise<string> {
  const { usage, summary, details = [] } = await commands[name]!();
  return [usage, `    ${summary}`, ...(details.length > 0 ? ['', ...details] : [])].join('\n');
}
