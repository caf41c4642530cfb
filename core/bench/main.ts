// `npm run bench`: what one presentation costs here, as ratios within this run. Absolute times are noise.
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { createVerifier, parsePolicy } from '../src/index.ts';
import {
  expectedAudience,
  expectedNonce,
  formats,
  frozenAt,
  issuedCredential,
  orchard,
  ports,
  presentation,
} from '../test/factories/index.ts';
import { type Candidate, measure } from './measure.ts';
import { stockVerifier } from './stock.ts';
import { worstAnswers } from './worst.ts';

const long = process.argv.includes('--long');
const DOCUMENTS = 40;

const candidates: Candidate[] = [{ name: 'native', run: nativeVerification() }];
for (const format of formats) {
  const documents = await Promise.all(Array.from({ length: DOCUMENTS }, () => unseen(format)));
  const of = (round: number) => structuredClone(documents[round % DOCUMENTS]!);
  const stock = stockVerifier(format);
  const ours = coreVerifier();
  candidates.push({ name: `stock ${format}`, run: (round) => stock(of(round)) });
  candidates.push({ name: `core ${format}`, run: (round) => ours(of(round)) });
}

const milliseconds = await measure(candidates, long ? { rounds: 50, runsPerRound: 40 } : {});
const native = milliseconds.get('native')!;
const rows = formats.map((format) => {
  const [stock, core] = [milliseconds.get(`stock ${format}`)!, milliseconds.get(`core ${format}`)!];
  return {
    format,
    'presentations/s': Math.round(1000 / core),
    'stock, presentations/s': Math.round(1000 / stock),
    'times stock': round(stock / core),
    EE: round(core / native),
    'stock EE': round(stock / native),
  };
});
const worst = await measure(await worstAnswers(), { rounds: long ? 50 : 9, runsPerRound: 3 });
const worstRows = [...worst].map(([name, ms]) => ({
  'worst within the limits': name,
  ms: round(ms),
  EE: round(ms / native),
}));
console.table(rows);
console.table(worstRows);
console.log(JSON.stringify({ node: process.version, nativeEd25519Ms: round(native, 4), rows, worst: worstRows }));

/** A presentation nobody has verified before: by a `did:key` co-op, so that nothing is fetched. */
async function unseen(format: (typeof formats)[number]) {
  const claims = { membershipId: `m_${crypto.randomUUID()}` };
  return presentation({ format, credentials: [await issuedCredential({ format, issuer: orchard, claims })] });
}

function coreVerifier() {
  const verifier = createVerifier(ports());
  const parsed = parsePolicy({
    id: 'bench',
    purpose: 'Measure',
    accept: [
      {
        require: [
          { type: 'CoopMembershipCredential', issuers: { allow: [{ id: orchard.controller, name: 'Orchard' }] } },
        ],
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { policy } = parsed;
  return async (bare: unknown) => {
    const expected = { expectedNonce, expectedAudience, policy, now: frozenAt };
    const result = await verifier.verifyPresentation({ bare }, expected);
    if (result.outcome !== 'accepted') throw new Error(`The core refused a fixture: ${result.problem?.code}`);
  };
}

/** One EE: a native Ed25519 verification of 64 bytes with a ready key. */
function nativeVerification() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const data = Buffer.alloc(64, 1);
  const signature = sign(null, data, privateKey);
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  return () => verify(null, data, key, signature);
}

function round(value: number, digits = 2) {
  return Number(value.toFixed(digits));
}
