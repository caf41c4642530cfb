import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { openDatabase } from '../../src/store/open-database.ts';
import { storageProblem } from '../../src/store/storage-problem.ts';

/** As `pg` tells what the server said. */
const said = (code: string) => Object.assign(new Error('not read'), { code, severity: 'ERROR' });

describe('storageProblem', () => {
  it('knows a PostgreSQL that is not there, wherever it is not', async () => {
    for (const url of ['postgres:///coop?host=/nowhere&user=nobody', 'postgres://nobody@127.0.0.1:1/coop']) {
      const error = await openDatabase(url).then(
        () => undefined,
        (found: unknown) => found,
      );
      assert.equal(storageProblem(error)?.code, 'database_unreachable', url);
    }
  });

  it('tells what PostgreSQL says by its number, and only where it was PostgreSQL that said it', () => {
    const codes = (...states: string[]) => states.map((state) => storageProblem(said(state))?.code);
    assert.deepEqual(
      codes('57P01', '57P03', '53300', '08006', '28P01', '3D000'),
      Array(6).fill('database_unreachable'),
    );
    assert.deepEqual(codes('53100', '58030'), ['disk_full', 'disk_failed']);
    assert.deepEqual(codes('55P03', '40001', '40P01', '57014'), Array(4).fill('service_busy'));
    assert.deepEqual(codes('23505', '22021', '42P01', '42601'), Array(4).fill(undefined));
    assert.equal(storageProblem(Object.assign(new Error('x'), { code: '57P01' })), undefined);
  });
});
