// No machine path and no package registry's host belongs in the repository.
import { execFileSync } from 'node:child_process';

const FORBIDDEN = String.raw`(^|[^A-Za-z0-9_.-])/(work|farm|root)/|//registry\.|//[a-z.]*gems\.org|"resolved": "http`;
try {
  console.error(
    execFileSync('git', ['grep', '-nIE', FORBIDDEN, '--', '.', ':!.scripts/check-addresses.js'], { encoding: 'utf8' }),
  );
  process.exit(1);
} catch (error) {
  if (error.status !== 1) throw error; // 1 = nothing found
}
