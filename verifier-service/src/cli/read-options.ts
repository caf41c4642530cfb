import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.ts';

/** The options of a command; `--json` belongs to all. Anything else is a mistake, never ignored. */
export function readOptions<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
) {
  return parse(args, options, false).values;
}

/** The same of a command that is about one thing, named by its only word: `site pair ID`. */
export function readNamedOptions<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
  what: string,
) {
  const { values, positionals } = parse(args, options, true);
  const [name, ...rest] = positionals;
  if (!name || rest.length > 0) throw new UsageError(`${what} is needed, and nothing else`);
  return { ...values, name };
}

/** The same of a command on a folder, which may have a `--name` of something in it. */
export function readFolderOptions<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
) {
  const { values, positionals } = parse(args, options, true);
  const [folder, ...rest] = positionals;
  if (!folder || rest.length > 0) throw new UsageError('a folder is needed, and nothing else');
  return { folder, values };
}

function parse<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
  allowPositionals: boolean,
) {
  try {
    const all = { ...options, json: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options: all, strict: true, allowPositionals });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
}
