import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Standing } from '../demo/co-op/status-lists.ts';
import { PuppetWallet } from '../demo/mischief/puppet-wallet.ts';
import { verifierProcess } from '../demo/verifier-process.ts';
import { newNumber, webCoOp, type MembershipKind } from './co-op.ts';

/**
 * What a forum's specs need around it, all real and on this machine: the verifier-service, a co-op with its website,
 * and wallets that answer over HTTP. One line of JSON says where; `POST {control}/…` acts. Ends with its standard input.
 */
async function listen(app: RequestListener, port = 0): Promise<number> {
  const server = createServer(app).listen(port, 'localhost');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const folder = mkdtempSync(join(tmpdir(), 'coop-discourse-'));
const coOpPort = await freePort();
const coOp = await webCoOp(`http://localhost:${coOpPort}`);
await listen(coOp.app, coOpPort);

const verifier = verifierProcess({
  port: await freePort(),
  stateDirectory: folder,
  localHosts: [coOp.address],
  wallet: { name: 'Pocket', url: 'http://localhost:9/' },
});
await verifier.start();

interface Member {
  readonly wallet: PuppetWallet;
  readonly number: string;
}
const members = new Map<string, Member>();
async function memberOf(name: string): Promise<Member> {
  const member = members.get(name) ?? { wallet: await PuppetWallet.make(), number: newNumber() };
  members.set(name, member);
  return member;
}

const control = express();
control.use(express.json());

control.post('/pairing-code', async ({ body }, response) => {
  const { name, url } = body as { name: string; url: string };
  response.json({ code: (await verifier.addSite(name, url)).pairingCode });
});

/** The wallet of `member` answers that link with a new membership. */
control.post('/answer', async ({ body }, response) => {
  const {
    link,
    member: name = 'ana',
    kind = 'current',
  } = body as {
    link: string;
    member?: string;
    kind?: MembershipKind;
  };
  const { wallet, number } = await memberOf(name);
  const credential = await coOp.issue({ did: wallet.did, number }, kind);
  const reply = await wallet.answer(link, credential);
  response.json({ status: reply.status, redirect: reply.body.redirect_uri, code: reply.body.code });
});

control.post('/set', async ({ body }, response) => {
  const { member: name = 'ana', standing } = body as { member?: string; standing: Standing };
  coOp.set((await memberOf(name)).number, standing);
  response.json({});
});

const { name, address, fingerprint } = coOp;
const where = {
  control: `http://localhost:${await listen(control)}`,
  verifier: verifier.url,
  coOp: { name, address, fingerprint },
};
console.log(JSON.stringify(where));

const end = async (): Promise<void> => {
  await verifier.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};
process.stdin.on('end', () => void end()).resume();
process.on('SIGTERM', () => void end());
