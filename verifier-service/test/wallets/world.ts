import {
  didDocument,
  didSigner,
  generateKeyPair,
  issueMembershipCredential,
  issueMembershipSdJwt,
  issueStatusToken,
  signingKeyFrom,
  type CredentialFormat,
  type CredentialStatus,
  type StatusTokenOptions,
} from '@coop-credentials/core/profile';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from '../../../core/src/identifiers/fingerprint.ts';
import { issuedBadge } from '../../../core/test/factories/index.ts';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openStores } from '../../src/open-stores.ts';
import { startServer } from '../../src/server.ts';
import { createAuthority, writeCertificate } from '../bed/certificates.ts';
import { siteClient } from '../bed/site-client.ts';
import { suiteLogs } from '../bed/suite-logs.ts';

/**
 * What a wallet meets outside: a co-op on the web that issues memberships under its did:web, and our service as it
 * runs in earnest, with threads, database, guarded fetch and the time of day, asked by one site.
 */
export async function startWorld({ environment = () => ({}) }: WorldOptions = {}) {
  const coop = await startCoop();
  const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-wallets-'));
  const authority = await createAuthority();
  const files = writeCertificate(folder, await authority.issue([{ type: 'dns', value: 'localhost' }]));
  const settings = { STATE_DIRECTORY: folder, PORT: '0', INSECURE_FETCH: coop.host };
  const certified = { X509_CHAIN: files.chain, X509_KEY: files.key };
  const parsed = parseConfig({ ...settings, ...certified, ...(await environment(coop)) });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void (lines.push(line), suiteLogs.push(line)) });
  const { config, stop } = await startServer(parsed.config, log);
  const stores = await openStores(config, () => new Date());
  const { site, key } = await stores.sites.add({ name: 'Harvest shop', url: 'https://shop.example' });

  return {
    coop,
    /** Everything that was logged. */
    logged: () => lines.join(''),
    url: config.publicUrl,
    authority,
    /** Replaces the certificate that requests are signed with. */
    renewCertificate: async () =>
      void writeCertificate(folder, await authority.issue([{ type: 'dns', value: 'localhost' }])),
    site: siteClient(config.publicUrl, site, key),
    close: async () => {
      await stores.db.destroy();
      await stop();
      await coop.close();
      rmSync(folder, { recursive: true });
    },
  };
}

type Coop = Awaited<ReturnType<typeof startCoop>>;

export interface WorldOptions {
  /** Settings besides those that every world has. */
  readonly environment?: (coop: Coop) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
}

async function startCoop() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const did = `did:web:${encodeURIComponent(host)}:coops:harvest`;
  const newSigner = async (fragment?: string) =>
    didSigner(await signingKeyFrom(await generateKeyPair()), did, fragment);
  let signer = await newSigner();
  const lists = new Map<string, string>();
  const redirects = new Map<string, string>();
  server.on('request', ({ url = '' }, response) => {
    const elsewhere = redirects.get(url);
    if (elsewhere !== undefined) {
      response.writeHead(302, { Location: elsewhere }).end();
      return;
    }
    const list = lists.get(url);
    if (list !== undefined) {
      response.writeHead(200, { 'Content-Type': 'application/statuslist+jwt' }).end(list);
      return;
    }
    const found = url === '/coops/harvest/did.json';
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(found ? JSON.stringify(didDocument(did, [signer])) : '{}');
  });

  return {
    did,
    host,
    /** Sends who asks there elsewhere. */
    redirect: (path: string, to: string) => void redirects.set(path, to),
    /** Its key as a person compares it. */
    fingerprint: () => fingerprint({ type: 'Ed25519', bytes: signer.publicKey }),
    /** Publishes and signs with another key from now on. */
    changeKey: async () => {
      signer = await newSigner('key-2');
    },
    /** A worker's membership, valid since a year ago. */
    issueTo: (holderDid: string, format: CredentialFormat, change: { status?: readonly CredentialStatus[] } = {}) =>
      issueMembershipCredential({
        ...change,
        issuer: { did, keyPair: signer },
        holderDid,
        claims: { memberOf: { id: did, name: 'Harvest Co-op' }, membershipClass: 'worker' },
        validFrom: new Date(Date.now() - 365 * 86_400_000),
        validUntil: new Date(Date.now() + 365 * 86_400_000),
        format,
      }),
    /** Publishes a status list token under that path; its address. */
    publishStatus: async (path: string, taken: Pick<StatusTokenOptions, 'revoked' | 'suspended'> = {}) => {
      const url = `https://${host}${path}`;
      const issuer = { did, keyPair: signer };
      lists.set(path, await issueStatusToken({ issuer, url, issuedAt: new Date(Date.now() - 60_000), ...taken }));
      return url;
    },
    /** The same membership, as an SD-JWT VC bound to that key. */
    issueSdJwtTo: (holderKey: Readonly<Record<string, unknown>>, status?: { list: string; index: number }) =>
      issueMembershipSdJwt({
        issuer: { did, keyPair: signer },
        holderDid: `did:jwk:${Buffer.from(JSON.stringify(holderKey)).toString('base64url')}`,
        holderKey,
        ...(status && { status }),
        claims: {
          memberOf: { id: did, name: 'Harvest Co-op' },
          membershipClass: 'worker',
          membershipId: 'm_8d1f0c6a',
        },
        validFrom: new Date(Date.now() - 365 * 86_400_000),
        validUntil: new Date(Date.now() + 365 * 86_400_000),
      }),
    /** The same membership, as an Open Badge. */
    issueBadgeTo: (holderDid: string, format: CredentialFormat) =>
      issuedBadge({
        issuer: signer,
        format,
        subject: { id: holderDid },
        validFrom: new Date(Date.now() - 365 * 86_400_000),
        validUntil: new Date(Date.now() + 365 * 86_400_000),
      }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** Accepts workers of these co-ops. */
export const workersOf = (issuers: readonly string[], requirement: Readonly<Record<string, unknown>> = {}) => ({
  accept: [
    {
      require: [
        {
          type: 'CoopMembershipCredential',
          issuers: { allow: issuers.map((id) => ({ id, name: 'Some co-op' })) },
          claims: [{ path: ['membershipClass'], values: ['worker'] }],
          ...requirement,
        },
      ],
    },
  ],
});
