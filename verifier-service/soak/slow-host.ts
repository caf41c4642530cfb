import { issuedCredential, orchard } from '../../core/test/factories/index.ts';
import { startProcess, coopVerifier } from '../test/bed/command-line.ts';
import { loungePolicy } from '../test/bed/policy.ts';
import { siteClient } from '../test/bed/site-client.ts';
import { startDidWebHost } from '../test/workers/did-web-host.ts';
import { comeAtRate, loadAverage, show, siteAt } from './load.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SlowHostOptions {
  readonly perSecond: number;
  /** Of each half: before, and while one co-op's web server does not answer. */
  readonly seconds: number;
}

const DAY = 86_400_000;
/** One visitor in so many is of the co-op whose server stands still. */
const SLOW_ONE_IN = 10;

/**
 * Members of a co-op whose `did:web` was read come at a fixed rate, alone first, then beside members of another whose
 * web server takes the connection and never answers.
 */
export async function slowHost({ perSecond, seconds }: SlowHostOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-slow-'));
  await using web = await startDidWebHost(orchard);
  const [known, slow] = [web.signer('known'), web.signer('slow')];
  web.hold('slow');
  try {
    const environment = {
      STATE_DIRECTORY: folder,
      PORT: '0',
      INSECURE_FETCH: web.host,
      RATE_LIMITS: 'address=1000000,site=1000000,request=1000',
    };
    const siteUrl = 'http://localhost:9100/club';
    const added = await coopVerifier(['site', 'add', '--name', 'Lounge', '--url', siteUrl, '--json'], environment);
    await using service = await startProcess(environment);
    const site = siteClient(service.url, siteAt(siteUrl), (JSON.parse(added.stdout) as { key: string }).key);
    const { accept, ...rest } = loungePolicy();
    const allow = [known, slow].map(({ controller }) => ({ id: controller, name: 'A co-op' }));
    await site.call('PUT', '/policies/members-lounge', {
      ...rest,
      accept: [{ require: [{ ...accept[0]!.require[0], issuers: { allow } }] }],
    });
    const period = { validFrom: new Date(Date.now() - DAY), validUntil: new Date(Date.now() + DAY) };
    const [ofKnown, ofSlow] = await Promise.all([known, slow].map((issuer) => issuedCredential({ issuer, ...period })));
    const same = (address: string) => address;
    await show(site, same, ofKnown!);

    const before = await comeAtRate({ perSecond, seconds }, () => show(site, same, ofKnown!));
    const refused: Record<string, number> = {};
    const waited: Promise<unknown>[] = [];
    const during = await comeAtRate({ perSecond, seconds }, (index) => {
      if (index % SLOW_ONE_IN === 0) {
        const why = show(site, same, ofSlow!).then(
          () => 'accepted',
          (error: unknown) => (error as Error).message,
        );
        waited.push(why.then((name) => (refused[name] = (refused[name] ?? 0) + 1)));
      }
      return show(site, same, ofKnown!);
    });
    await Promise.all(waited);
    return { before, during, ofTheSlowOne: refused, loadAverage: await loadAverage() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
