import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  expectedAudience,
  expectedNonce,
  frozenAt,
  issuedCredential,
  issuedSdJwt,
  presentation,
  revocable,
  revocationUrl,
  shownSdJwt,
  statusIndex,
  statusList,
  webDocuments,
} from '../../../core/test/factories/index.ts';
import { writtenPolicy } from '../../../core/test/policy/policies.ts';
import { verify } from '../../src/cli/verify.ts';

describe('what coop-verifier verify tells a person', function () {
  this.timeout(60_000);
  let folder = '';
  let documents: object = {};
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  /** What the command prints, at the frozen time and with the issuer's document known. */
  const told = async (content: unknown, ...options: string[]): Promise<string> => {
    const known = ['--now', frozenAt.toISOString(), '--documents', folder];
    const args = [file('judged', content), ...known, ...options];
    return (await verify.run({ args, configuration: { ok: false, problems: [] } }))!.text;
  };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-words-'));
    const [[url, document]] = [...webDocuments] as [[string, unknown]];
    file('did.json', await document);
    documents = { [url]: 'did.json' };
    file('INDEX.json', documents);
  });
  after(() => rmSync(folder, { recursive: true }));

  const asked = ['--nonce', expectedNonce, '--audience', expectedAudience];
  const gate = () => ['--policy', file('policy.json', writtenPolicy), ...asked];

  it('explains each check in a sentence, and says which words the member has read', async () => {
    file('list.json', await statusList({ taken: [statusIndex] }));
    file('INDEX.json', { ...documents, [revocationUrl]: 'list.json' });
    const text = await told(await issuedCredential({ status: [revocable] }));
    file('INDEX.json', documents);
    assert.match(text, /^REJECTED at 2026-06-01T12:00:00Z: Credential revoked \(credential_revoked\)\n/);
    assert.match(
      text,
      /\nCredential 1: .*CoopMembershipCredential \(JSON-LD, \S+\)\n {2}Issuer did:web:harvest\.example, /,
    );
    assert.match(text, /\n {2}ok {4}proof: Its issuer signed it, and nothing in it was changed since\.\n/);
    assert.match(text, /\n {2}WRONG status: Credential revoked \(credential_revoked\)\n {10}A member reads: “.*\.”\n/);
    assert.match(text, /\n {2}– {5}issuer-recognition: Not asked: /);
    assert.doesNotMatch(text, /\{\w+\}/);
  });

  it('calls nothing accepted or an issuer’s where signatures alone were looked at, and numbers them', async () => {
    const credential = await issuedCredential();
    const text = await told({ ...credential, proof: [credential.proof, credential.proof] }, '--proofs-only');
    assert.match(text, /^SIGNATURES HOLD at /);
    assert.match(text, /\n {2}It says: issuer did:web:harvest\.example/);
    for (const number of [1, 2]) {
      assert.match(
        text,
        new RegExp(`proof ${number}: The signature holds for the key it names; whose key .* not looked at`),
      );
    }
    assert.doesNotMatch(text, /ACCEPTED|Its issuer signed/);
    assert.match(await told({ ...credential, name: 'x' }, '--proofs-only'), /^SIGNATURES DO NOT HOLD at /);
  });

  it('names the wallet’s own signature on an SD-JWT', async () => {
    const text = await told(await shownSdJwt(), '--proofs-only');
    assert.match(
      text,
      /ok {4}proof 1 \(over the credential\): .*\n[^]*ok {4}proof 2 \(the wallet’s own\): The signature holds for the key/,
    );
  });

  it('says what a nonce and an audience were compared with', async () => {
    const shown = await presentation();
    assert.match(await told(shown, ...asked), /nonce-and-audience: It was made for this request and this verifier\./);
    assert.match(await told(shown, '--nonce', expectedNonce), /for this request\. .* no --audience was given/);
    assert.match(await told(shown, '--audience', expectedAudience), /for this verifier\. .* no --nonce was given/);
    assert.match(await told(shown), /nonce-and-audience: Not compared: no --nonce and no --audience/);
  });

  it('tells a credential that was not taken back from one that names no list', async () => {
    assert.match(await told(await issuedCredential()), /– {5}status: It names no list/);
    file('list.json', await statusList());
    file('INDEX.json', { ...documents, [revocationUrl]: 'list.json' });
    const text = await told(await issuedCredential({ status: [revocable] }));
    file('INDEX.json', documents);
    assert.match(text, /ok {4}status: Its issuer has not taken it back\.\n/);
  });

  it('does not promise a better moment where nothing was fetched on purpose', async () => {
    const text = await told(await issuedCredential({ status: [revocable] }), '--status', 'offline');
    const words = `Not asked: --status offline, and --documents has no list for ${revocationUrl}\n`;
    assert.ok(text.includes(words), text);
    assert.doesNotMatch(text, /Try again/);
  });

  it('marks what nobody’s signature vouches for, and says where it stopped', async () => {
    const altered = { ...(await issuedCredential()), name: 'altered' };
    const text = await told(altered);
    assert.match(text, /\n {2}It says: issuer did:web:harvest\.example/);
    assert.match(text, /\n {2}says {2}validity-period: It is valid at the time asked about, as it says itself\.\n/);
    assert.doesNotMatch(text, /\n {2}ok /);
    const atGate = await told(await presentation({ credentials: [altered] }), ...gate());
    assert.match(atGate, /Credential 1.*\n.*\n {2}WRONG proof: [^]*\n {2}The rest was not looked at\./);
    const other = await told(await presentation(), ...gate().with(3, 'another'));
    assert.match(other, /WRONG nonce-and-audience: [^]*The rest was not looked at\.\n\nNo credential was looked at\./);
  });

  it('shows one line of what a stranger wrote, whatever it holds', async () => {
    const text = await told({ ...(await issuedCredential()), issuer: 'did:web:\u001B[2J\nACCEPTED\u202E' });
    assert.doesNotMatch(text, /[\u001B\u202E]|\nACCEPTED/);
  });

  it('says what a file is instead, where it is nothing to be judged so', async () => {
    for (const [content, words] of [
      ['', 'empty'],
      ['Hello there.', 'neither JSON nor an SD-JWT'],
      ['{"type":', 'cut off'],
      ['null', 'JSON, but no document'],
      ['{}', 'no @context and no type'],
      ['[{}]', 'list of 1'],
      [{ a0r0: [await presentation()] }, 'whole answer (vp_token) to a0r0'],
      ['e30.e30.AA', 'no SD-JWT'],
    ] as const) {
      const text = await told(content);
      assert.ok(text.includes(words), text);
      assert.doesNotMatch(text, /Try again/);
    }
    assert.match(
      await told(await issuedCredential(), ...gate()),
      /This is a credential; --policy judges a presentation/,
    );
    const other = await told({ mine: [await presentation()] }, ...gate());
    assert.match(other, /\(query_unknown\)[^]*It answers mine, and the policy asks a0r0/);
  });

  it('reads a token that was broken across lines', async () => {
    const token = await issuedSdJwt();
    const broken = token.replaceAll(/.{60}/g, '$&\r\n  ');
    assert.match(await told(broken), /^ACCEPTED/);
    assert.match(await told(`"${broken}"`), /^ACCEPTED/);
  });
});
