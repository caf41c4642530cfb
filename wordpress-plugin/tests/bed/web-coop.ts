import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { didDocument, didSigner, generateKeyPair, signingKeyFrom } from '@coop-credentials/core/profile';
import { freePort } from '../../scripts/local/free-port.ts';
import { coopWith, type Coop } from './wallet.ts';

/** A co-op with a website of its own, where it publishes its key. */
export interface WebCoop extends Coop {
  /** Host and port. */
  readonly address: string;
  /** As the co-op itself reads it out. */
  readonly fingerprint: string;
  stop(): Promise<void>;
}

export async function startWebCoop(name: string): Promise<WebCoop> {
  const address = `localhost:${await freePort()}`;
  const signer = didSigner(await signingKeyFrom(await generateKeyPair()), `did:web:${address.replace(':', '%3A')}`);
  const document = JSON.stringify(didDocument(signer.controller, [signer]));
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json').end(document);
  });
  server.listen(Number(address.split(':')[1]), 'localhost');
  await once(server, 'listening');
  const digest = createHash('sha256').update(signer.publicKey).digest('hex').slice(0, 32).toUpperCase();
  return {
    ...coopWith(name, signer),
    address,
    fingerprint: digest.match(/.{4}/g)?.join(' ') ?? '',
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
