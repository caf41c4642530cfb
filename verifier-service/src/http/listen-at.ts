import { once } from 'node:events';
import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  /** What the operator changes to have it elsewhere. */
  readonly setting: 'PORT' | 'METRICS_ADDRESS';
}

/** An address that cannot be listened at: which, by which setting, and the system's word for why. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly address: string;
  readonly setting: ListenAddress['setting'];
  readonly reason: string;

  constructor({ host, port, setting }: ListenAddress, cause: unknown) {
    const { code, message } = cause as NodeJS.ErrnoException;
    super(message, { cause });
    this.address = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
    this.setting = setting;
    this.reason = code ?? message;
  }
}

/** @throws ListenError */
export async function listenAt(server: Server, address: ListenAddress): Promise<void> {
  server.listen(address.port, address.host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new ListenError(address, error);
  });
}
