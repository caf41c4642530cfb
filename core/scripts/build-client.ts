import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleClient, clientFile } from './client-bundle.ts';

/** Builds the browser element into one file and refuses one that is too big. */
const limit = 20_000;
const aim = 12_000;

const { text, gzipped } = await bundleClient();
await mkdir(dirname(clientFile), { recursive: true });
await writeFile(clientFile, text);
console.log(`coop-credential-request.js: ${gzipped} bytes gzipped (limit ${limit}, aim ${aim})`);
if (gzipped > limit) {
  console.error(`The element is ${gzipped - limit} bytes too big.`);
  process.exitCode = 1;
}
