import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Opens a server on loopback before what it answers is known: addresses of one part are settings of another. */
export async function listen(name: string, port: number): Promise<LoopbackServer> {
  let handler: RequestListener | undefined;
  const server = createServer((request, response) => {
    if (handler) handler(request, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(name, port) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    origin: `http://localhost:${bound}`,
    answerWith: (listener) => (handler = listener),
    close: () => close(server),
  };
}

export interface LoopbackServer {
  readonly port: number;
  readonly origin: string;
  answerWith(listener: RequestListener): void;
  close(): Promise<void>;
}

/** Another program, or another run of this one, has it. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
  readonly part: string;
  readonly port: number;

  constructor(part: string, port: number) {
    super(`Port ${port}, which ${part} needs, is in use.`);
    this.part = part;
    this.port = port;
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
