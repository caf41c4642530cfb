import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.ts';

/** The options of a command; `--json` belongs to all. Anything else is a mistake, never ignored. */
export function readOptions<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
) {
  try {
    const all = { ...options, json: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options: all, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
}
