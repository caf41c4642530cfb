import { join } from 'node:path';
import type { Bed } from './bed.ts';
import { php } from './php-server.ts';

/** Runs PHP inside the bed's WordPress and gives back what it returned. */
export function wpEval({ root }: Bed, code: string): unknown {
  return JSON.parse(php(join(import.meta.dirname, 'wp-eval.php'), root, code));
}

/** A PHP string literal. */
export const phpString = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
