import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bed } from './bed.ts';
import { php } from '../../scripts/local/php-server.ts';

/** Runs PHP inside the bed's WordPress and gives back what it returned; `url` is a site of a network. */
export function wpEval({ root }: Bed, code: string, url?: string): unknown {
  return JSON.parse(php(join(import.meta.dirname, 'wp-eval.php'), root, code, ...(url ? [url] : [])));
}

/** The same, while this process goes on: for PHP that calls a server of ours. */
export async function wpEvalMeanwhile({ root }: Bed, code: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)('php', [join(import.meta.dirname, 'wp-eval.php'), root, code]);
  return JSON.parse(stdout);
}

/** A PHP string literal. */
export const phpString = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
