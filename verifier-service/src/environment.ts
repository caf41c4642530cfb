import { readFileSync } from 'node:fs';
import { parseConfig, type ConfigResult } from './config.ts';

/** The configuration of this process. Nothing else reads the environment. */
export function readEnvironment(environment: NodeJS.ProcessEnv = process.env): ConfigResult {
  const path = environment['CONFIG_FILE'];
  if (!path) return parseConfig(environment);
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof file !== 'object' || file === null || Array.isArray(file)) throw new TypeError('not an object');
    return parseConfig(environment, file as Record<string, unknown>);
  } catch {
    return { ok: false, problems: [`CONFIG_FILE ${path} cannot be read as a JSON object`] };
  }
}
