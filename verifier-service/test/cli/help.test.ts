import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { verify } from '../../src/cli/verify.ts';
import { coopVerifier } from '../bed/command-line.ts';

describe('coop-verifier --help', function () {
  this.timeout(30_000);

  it('is about the command that it stands with, and about all of them otherwise', async () => {
    for (const [args, begins] of [
      [['verify', '--help'], 'coop-verifier verify FILE '],
      [['help', 'verify'], 'coop-verifier verify FILE '],
      [['list', 'verify', '--help'], 'coop-verifier list verify '],
      [['--help'], 'coop-verifier asks wallets '],
      [['list', '--help'], 'coop-verifier asks wallets '],
    ] as const) {
      const { exitCode, stdout } = await coopVerifier(args, {});
      assert.equal(exitCode, 0);
      assert.ok(stdout.startsWith(begins), args.join(' '));
    }
  });

  it('names every option of verify', () => {
    const options = verify.usage.match(/--[a-z-]+/g) ?? [];
    assert.ok(options.length > 8);
    for (const option of options)
      assert.ok(
        verify.details?.some((line) => line.startsWith(`${option} `)),
        option,
      );
  });
});
