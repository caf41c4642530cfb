import type { Signer } from '@coop-credentials/core/profile';
import { createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign } from 'node:crypto';
import type { Seal } from '../secrets/seal.ts';
import type { Database } from '../store/open-database.ts';

/** Who takes part in a test: a co-op that is none, and its only member. */
export interface TestWorld {
  readonly issuer: Signer;
  readonly member: Signer;
}

const PURPOSE = 'test-seed';

/** PKCS #8 around a 32-byte seed (RFC 8410 §7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The test world of this installation: its keys are made once and stay, so that tests are the same everywhere. */
export async function openTestWorld(db: Database, seal: Seal): Promise<TestWorld> {
  const seed = (await findSeed(db)) ?? (await makeSeed(db, seal));
  const opened = seal.open(seed, PURPOSE);
  return { issuer: signerFor(opened, 'issuer'), member: signerFor(opened, 'member') };
}

async function findSeed(db: Database): Promise<string | undefined> {
  const row = await db.selectFrom('test_seed').select('seed_sealed').where('id', '=', 1).executeTakeFirst();
  return row?.seed_sealed;
}

async function makeSeed(db: Database, seal: Seal): Promise<string> {
  const fresh = { id: 1, seed_sealed: seal.seal(randomBytes(32), PURPOSE) };
  await db
    .insertInto('test_seed')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findSeed(db)) ?? fresh.seed_sealed;
}

/** A `did:jwk`: nothing needs to be published or fetched, and no library loaded before somebody tries. */
function signerFor(seed: Buffer, who: 'issuer' | 'member'): Signer {
  const own = Buffer.from(hkdfSync('sha256', seed, '', who, 32));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, own]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const jwk = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x });
  const did = `did:jwk:${Buffer.from(jwk).toString('base64url')}`;
  return {
    id: `${did}#0`,
    controller: did,
    publicKey: Buffer.from(x, 'base64url'),
    sign: async ({ data }) => sign(null, data, key),
  };
}
