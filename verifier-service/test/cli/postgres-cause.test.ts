import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { postgresCause } from '../../src/cli/postgres-cause.ts';
import { openDatabase } from '../../src/store/open-database.ts';

describe('why a PostgreSQL cannot be used', () => {
  const causeAt = async (url: string) => {
    const error = await openDatabase(url).catch((found: unknown) => found);
    return postgresCause(error, 'DATABASE_URL');
  };

  it('is told of a socket and of a name by the number of the error, also where the error has no words', async () => {
    const refused = await causeAt('postgres://me:very-secret@localhost:1/coop');
    assert.match(refused.message, /ECONNREFUSED .*:1/);
    assert.match(refused.cure, /^Start it, or correct host and port in DATABASE_URL/);
    const unknown = await causeAt('postgres://me:very-secret@nobody.invalid/coop');
    assert.match(unknown.message, /nobody\.invalid/);
    assert.match(unknown.cure, /^Correct the host/);
    assert.doesNotMatch(JSON.stringify([refused, unknown]), /very-secret/);

    const both = [new Error('refused at ::1'), new Error('refused at 127.0.0.1')];
    const error = new Error('x', { cause: Object.assign(new AggregateError(both), { code: 'ECONNREFUSED' }) });
    assert.equal(postgresCause(error, '--to').message, 'refused at ::1, refused at 127.0.0.1');
  });

  it('begins with starting it only where it may not run', () => {
    const cure = (code: string) => postgresCause(Object.assign(new Error('x'), { code }), '--to').cure;
    assert.match(cure('28P01'), /^Correct the user or the password in --to/);
    assert.match(cure('3D000'), /^Make that database/);
    assert.match(cure('SELF_SIGNED_CERT_IN_CHAIN'), /NODE_EXTRA_CA_CERTS/);
    assert.match(cure('ETIMEDOUT'), /^Start it, or set --to/);
  });
});
