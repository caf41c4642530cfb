import { didDocument, didSigner, type Signer, type SigningKey } from '../../../core/src/profile/index.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DidWebHost extends AsyncDisposable {
  /** `localhost:port`, which is asked over http. */
  readonly host: string;
  /** The names of the documents that were asked for, in order. */
  readonly asked: string[];
  /** Lets who asks for this document wait until `release`. */
  readonly hold: (name: string) => void;
  readonly release: () => void;
  /** A signer whose document this host has, or with a fragment that is not in it. */
  readonly signer: (name: string, fragment?: string) => Signer;
}

/** A web server that has a DID document under every name, all with this key. */
export async function startDidWebHost(key: SigningKey): Promise<DidWebHost> {
  const asked: string[] = [];
  const held = new Set<string>();
  let released = Promise.withResolvers<void>();
  const server = createServer(({ url = '' }, response) => {
    const name = url.split('/')[1] ?? '';
    asked.push(name);
    const document = didDocument(didOf(name), [signer(name)]);
    const send = () => response.setHeader('content-type', 'application/did+json').end(JSON.stringify(document));
    if (held.has(name)) void released.promise.then(send);
    else send();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const didOf = (name: string) => `did:web:localhost%3A${port}:${name}`;
  const signer = (name: string, fragment?: string) => didSigner(key, didOf(name), fragment);
  return {
    host: `localhost:${port}`,
    asked,
    hold: (name) => void held.add(name),
    release: () => {
      held.clear();
      released.resolve();
      released = Promise.withResolvers();
    },
    signer,
    [Symbol.asyncDispose]: async () => {
      released.resolve();
      const closed = once(server, 'close');
      server.close().closeAllConnections();
      await closed;
    },
  };
}
