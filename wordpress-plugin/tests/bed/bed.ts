import { after } from 'mocha';
import { freePort } from '../../scripts/local/free-port.ts';
import { startWordPress, type LocalWordPress } from '../../scripts/local/wordpress.ts';
import { unpackWordPress, type WordPressBuild } from '../../scripts/local/wordpress-files.ts';

/** A real WordPress with the plugin from its zip, on a MariaDB of its own. */
export type Bed = LocalWordPress;

export async function startBed(build: WordPressBuild): Promise<Bed> {
  return startWordPress({
    port: await freePort(),
    title: 'Autumn Federation',
    cron: false,
    fill: (root) => unpackWordPress(build, root),
  });
}

const running = new Map<WordPressBuild, Promise<Bed>>();

/** The one bed of this run for a WordPress; the first test that asks starts it, the end of the run stops it. */
export function bed(build: WordPressBuild = 'nightly'): Promise<Bed> {
  const found = running.get(build) ?? startBed(build);
  running.set(build, found);
  return found;
}

after('stop every WordPress', async function () {
  this.timeout(60_000);
  for (const started of running.values()) await (await started).stop();
});
