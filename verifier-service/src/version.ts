import { readFileSync } from 'node:fs';

export const serviceName = 'Co-op Credentials verifier';

/** Of this package. */
export const version: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
