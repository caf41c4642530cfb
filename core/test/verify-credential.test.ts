import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { formats, issuedCredential, presentation } from './factories/index.ts';
import { judge } from './gate.ts';

for (const format of formats) {
  const naming = async (issuer: unknown) =>
    judge(await presentation({ format, credentials: [{ ...(await issuedCredential({ format })), issuer }] }));

  describe(`The issuer of a credential at a gate, ${format}`, () => {
    it('is named by the problem where it is an unknown DID', async () => {
      const { problem } = await naming('did:web:elsewhere.example');
      assert.equal(problem?.code, 'issuer_not_recognised');
      assert.deepEqual(problem?.params, { issuer: 'did:web:elsewhere.example' });
    });

    it('is never repeated where it is no DID', async () => {
      for (const issuer of ['https://harvest.example/', 'urn:harvest', 'did:web:harvest.example/path?a=b#c']) {
        const result = await naming(issuer);
        assert.equal(result.problem?.code, 'did_invalid');
        assert.equal(result.provesHolder, true);
        assert.ok(!JSON.stringify(result.checks).includes(issuer));
      }
    });

    it('is refused where it is no address at all', async () => {
      const result = await naming('x:<svg/onload=alert(1)>\u202egnp.exe');
      assert.equal(result.problem?.code, 'credential_malformed');
      assert.equal(JSON.stringify(result).includes('svg'), false);
    });
  });
}
