// Loaded into a service by `--import`: nobody waits for the disk any more. SQLite runs with `synchronous = normal`, as
// ever, and what our driver asks for after each commit is answered without being done. For showing that it is missed.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const pretend = (_descriptor: number, done: (error: null) => void) => void setImmediate(done, null);
Object.assign(fs, { fdatasync: pretend });
syncBuiltinESMExports();
