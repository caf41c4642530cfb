import type { ServerOptions } from 'node:http';

/**
 * Against slow and idle senders: whatever a socket waits for, it is freed within ten seconds. Node looks for timeouts
 * every 30 s by default, which would free sockets that late (RFC 9110 §15.5.9; `connectionsCheckingInterval`), and adds
 * a second to how long it keeps a connection for the next request.
 *
 * A whole request may take eight seconds: the longest answer of a wallet, 112 KiB, at 14 KiB/s.
 */
export const serverOptions = {
  headersTimeout: 5_000,
  requestTimeout: 8_000,
  keepAliveTimeout: 8_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
} satisfies ServerOptions;
