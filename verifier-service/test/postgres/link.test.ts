import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLink } from '../../src/replicas/link.ts';
import { administer, freshDatabase } from '../bed/database.ts';

/** The message by which PostgreSQL tells a notification. */
const NOTIFICATION = 'A'.charCodeAt(0);

/** Whole messages of the server, each a byte that names it and four of its length, but for notifications. */
function withoutNotifications(take: (part: Buffer) => void) {
  let rest = Buffer.alloc(0);
  return (part: Buffer) => {
    rest = Buffer.concat([rest, part]);
    while (rest.length >= 5 && rest.length >= 1 + rest.readUInt32BE(1)) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest[0] !== NOTIFICATION) take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}

describe('the link between replicas', function () {
  this.timeout(20_000);

  it('hears where words come back', async () => {
    await using fresh = await freshDatabase();
    const [one, other] = [await openLink(fresh.url), await openLink(fresh.url)];
    const told: string[] = [];
    other.onTold((word) => told.push(word));
    one.onTold((word) => told.push(`own ${word}`));
    one.tell('pr_1');
    await sleep(300);
    assert.deepEqual([one.hears(), other.hears(), told], [true, true, ['pr_1']]);
    await Promise.all([one.close(), other.close()]);
  });

  it('asks the database for its time every second, as its own may have stood still', async () => {
    await using fresh = await freshDatabase();
    const link = await openLink(fresh.url);
    const lastAsked = async () => {
      const { rows } = await (
        await administer()
      ).query<{ at: Date }>(
        `select max(query_start) as at from pg_stat_activity where datname = $1 and application_name = 'coop-verifier'`,
        [new URL(fresh.url).pathname.slice(1)],
      );
      return rows[0]!.at.getTime();
    };
    const before = await lastAsked();
    await sleep(2_500);
    assert.ok((await lastAsked()) - before >= 1_500);
    await link.close();
  });

  it('does not say that it hears where the database takes LISTEN and tells nothing', async () => {
    await using fresh = await freshDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'coop-link-'));
    const url = new URL(fresh.url);
    const own = join(url.searchParams.get('host')!, '.s.PGSQL.5432');
    const sockets: Socket[] = [];
    const proxy = createServer((client) => {
      const server = connect(own);
      sockets.push(client, server);
      client.pipe(server);
      server
        .on(
          'data',
          withoutNotifications((part) => client.write(part)),
        )
        .on('end', () => client.end());
      for (const socket of [client, server]) socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(join(folder, '.s.PGSQL.5432'), resolve));
    url.searchParams.set('host', folder);
    const link = await openLink(url.href, { every: 200 });
    await sleep(500);
    const hears = link.hears();
    await link.close();
    for (const socket of sockets) socket.destroy();
    proxy.close();
    rmSync(folder, { recursive: true });
    assert.equal(hears, false);
  });
});
