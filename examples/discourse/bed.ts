import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { didOf } from '../demo/co-op/co-ops.ts';
import type { Standing } from '../demo/co-op/status-lists.ts';
import { foundFederation } from '../demo/federation/federation.ts';
import { PuppetWallet } from '../demo/mischief/puppet-wallet.ts';
import { verifierProcess } from '../demo/verifier-process.ts';
import { newNumber, webCoOp, type MembershipKind } from './co-op.ts';

/**
 * What a forum's specs need around it, all real and on this machine: the verifier-service, a co-op with its website, a
 * federation whose list recognises it, and wallets that answer over HTTP. One line of JSON says where; `POST {control}/…` acts. Ends with its standard input.
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

const federationPort = await freePort();
const federationUrl = `http://localhost:${federationPort}`;
const federation = await foundFederation(join(folder, 'federation'), federationUrl);
const coOpDid = didOf(`http://${coOp.address}`);
await federation.recognise(
  [
    {
      id: coOpDid,
      name: coOp.name,
      recognizedTo: [
        { type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopMembershipCredential'], onBehalfOf: [] },
      ],
      validFrom: '2026-03-01T00:00:00Z',
      evidence: [{ name: 'register 12345' }],
    },
  ],
  '2026-02-20',
);
await listen(express().use('/list', express.static(federation.publicFolder)), federationPort);

const verifier = verifierProcess({
  port: await freePort(),
  stateDirectory: folder,
  localHosts: [coOp.address, `localhost:${federationPort}`],
  list: { name: 'autumn', url: `${federationUrl}/list`, anchor: federation.anchor },
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

/** How the trustees stand to the co-op from now on. */
control.post('/recognise', async ({ body }, response) => {
  const { active, reason = 'no reason' } = body as { active: boolean; reason?: string };
  await (active ? federation.recogniseAgain(coOpDid) : federation.suspend(coOpDid, reason));
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
  await federation.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};
process.stdin.on('end', () => void end()).resume();
process.on('SIGTERM', () => void end());
