import { setFlagsFromString } from 'node:v8';
import { CertificateError } from '../certificate/certificate.ts';
import { ListenError } from '../http/listen-at.ts';
import { createLog } from '../log.ts';
import { startServer } from '../server.ts';
import { CommandError, type Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';

/**
 * Garbage is collected when the heap has grown by that many percent; V8 would wait for a fourfold while rechecks run
 * beside visits, and never give back what it took: 330 MiB instead of 225 at 200 visits a second, for no time that could
 * be measured. A Node whose V8 does not know this goes on without.
 */
const HEAP_GROWTH = 40;

/** Past this, a shutdown is not graceful any more. */
const STOP_WITHIN = 5_000;

export const start: Command = {
  summary: 'runs the service until it is told to stop',
  usage: 'coop-verifier start',
  run: async ({ args, configuration, early }) => {
    readOptions(args, {});
    setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
    const config = requireConfig(configuration);
    const log = createLog(config.logLevel);
    const told = Promise.withResolvers<void>();
    // Before anybody is told that it is ready. Not once: a terminal signals the launcher and us, and a second signal
    // must not cut the first one short.
    process.on('SIGTERM', told.resolve).on('SIGINT', told.resolve);
    const { stop, failed } = await startServer(config, log, early).catch((error: unknown) => {
      if (error instanceof ListenError) throw cannotListen(error);
      if (error instanceof CertificateError)
        throw new CommandError(error.code, `${error.message}. “coop-verifier doctor” says what to do.`);
      throw error;
    });

    // The launcher of an older Node is another process (bin/coop-verifier.js): without it, nobody could stop us.
    if (process.connected) process.once('disconnect', told.resolve);
    const fault = await Promise.race([told.promise.then(() => undefined), failed.then((error) => ({ error }))]);
    setTimeout(() => process.exit(1), STOP_WITHIN).unref();
    await stop();
    // The channel to the launcher would keep us alive until the timer above.
    if (process.connected) process.disconnect();
    if (fault) throw fault.error;
    return undefined;
  },
};

function cannotListen({ address, setting, reason }: ListenError): CommandError {
  if (reason === 'EADDRINUSE')
    return new CommandError(
      'port_in_use',
      `${address} is in use already. End what uses it, or set ${setting} to another one.`,
    );
  const settings = setting === 'PORT' ? 'HOST and PORT' : setting;
  return new CommandError(
    'address_unusable',
    `The service cannot listen at ${address} (${reason}). Set ${settings} to an address of this machine that its user may take.`,
  );
}
