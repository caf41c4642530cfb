import { parentPort } from 'node:worker_threads';
import { startFuzzHttp, type FuzzHttpOptions } from '../test/fuzz/fuzz-http.ts';

type Asked = Pick<FuzzHttpOptions, 'runs' | 'seed'> | 'end';

/** A running service that batches are posted to, one after the other, until it is told to end. */
const port = parentPort!;
const starting = startFuzzHttp();
port.on('message', (asked: Asked) => void answer(asked));

/** What is thrown ends the thread, and reaches the one that started it. */
async function answer(asked: Asked): Promise<void> {
  const started = await starting;
  if (asked !== 'end') return port.postMessage(await started.fuzz(asked));
  await started[Symbol.asyncDispose]();
  port.close();
}
