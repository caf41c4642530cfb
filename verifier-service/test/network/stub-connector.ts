import { promises } from 'node:dns';
import { isIP, Socket, type TcpSocketConnectOpts } from 'node:net';

type Resolve = (hostname: string) => Promise<string[]>;

/**
 * Stands between this process and every socket: nothing is dialled but the given ports of this machine. What anything
 * else would have connected to is written down, after its own lookup, and the socket fails.
 *
 * @param names what the name servers answer, one answer after the other; any other name is unknown
 */
export function stubConnector(ownPorts: () => readonly number[], names: ReadonlyMap<string, string[][]>) {
  const dialled: string[] = [];
  const asked: string[] = [];
  const { connect } = Socket.prototype;
  const { resolve4, resolve6 } = promises.Resolver.prototype;

  Socket.prototype.connect = function stubbed(this: Socket, ...args: unknown[]) {
    const [first] = args;
    const options = (Array.isArray(first) ? first[0] : first) as TcpSocketConnectOpts;
    const isOurs = ownPorts().includes(Number(options.port));
    if (isOurs) return Reflect.apply(connect, this, args) as Socket;
    const host = options.host ?? 'localhost';
    const fail = (error: Error) => void this.destroy(error);
    if (isIP(host) || !options.lookup) {
      dialled.push(host);
      setImmediate(fail, new Error('stubbed'));
      return this;
    }
    options.lookup(host, { all: true }, (error, found) => {
      if (!error && Array.isArray(found)) dialled.push(...found.map(({ address }) => address));
      fail(error ?? new Error('stubbed'));
    });
    return this;
  } as typeof connect;
  promises.Resolver.prototype.resolve4 = (async (hostname) => {
    asked.push(hostname);
    const answers = names.get(hostname) ?? [];
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
  }) as Resolve as typeof resolve4;
  promises.Resolver.prototype.resolve6 = (async () => []) as Resolve as typeof resolve6;

  return {
    dialled,
    asked,
    restore: () => {
      Socket.prototype.connect = connect;
      Object.assign(promises.Resolver.prototype, { resolve4, resolve6 });
    },
  };
}
