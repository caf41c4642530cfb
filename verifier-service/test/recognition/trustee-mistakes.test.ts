import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, UsageError } from '../../src/cli/command.ts';
import { listNew } from '../../src/cli/list-new.ts';
import { listPin } from '../../src/cli/list-pin.ts';
import { listPublish } from '../../src/cli/list-publish.ts';
import { listVerify } from '../../src/cli/list-verify.ts';
import { codeOf, runCommand, startFederation } from './federation.ts';

const said = async (running: Promise<unknown>): Promise<string> => {
  try {
    await running;
    return 'done';
  } catch (error) {
    assert.ok(error instanceof CommandError || error instanceof UsageError, String(error));
    return error.message;
  }
};

describe('what trustees mistake', function () {
  this.timeout(60_000);

  it('begins no list that nobody could ever sign, and names the option that is wrong', async () => {
    using federation = await startFederation();
    const { base, keys } = federation;
    const folder = join(base, 'another');
    const trustee = (name: string, key = keys.get(name)!) => `did:web:${name.toLowerCase()}.example=${key}=${name}`;
    const right = {
      id: 'did:web:hills.example',
      k: '2',
      operator: keys.get('operator')!,
      trustees: [trustee('Alder'), trustee('Birch')],
    };
    const begin = ({ id, k, operator, trustees, ...more }: typeof right & { readonly url?: string }) =>
      runCommand(listNew, [
        ...[folder, '--name', 'Hills', '--id', id, '--k', k, '--operator', operator],
        ...trustees.flatMap((one) => ['--trustee', one]),
        ...(more.url === undefined ? [] : ['--url', more.url]),
      ]);
    for (const [wrong, words] of [
      [{ id: 'hills.example' }, '--id must be a DID'],
      [{ url: 'hills.example' }, '--url must be an http or https URL'],
      [{ k: '3' }, '--k must be at most the number of trustees'],
      [{ k: '0' }, '--k must be at least 1'],
      [{ operator: 'operator.key' }, '--operator must be an Ed25519 key as publicKeyMultibase'],
      [{ operator: keys.get('Birch')! }, '--operator must be the key of no trustee'],
      [
        { trustees: [trustee('Alder'), trustee('Birch', 'z6Mkshort')] },
        '--trustee must be an Ed25519 key as publicKeyMultibase',
      ],
      [
        { trustees: [trustee('Alder'), trustee('Birch', keys.get('Alder'))] },
        '--trustee must be different co-ops with a key each',
      ],
    ] as const) {
      assert.equal(
        await said(
          begin({ ...right, ...wrong, trustees: [...('trustees' in wrong ? wrong.trustees : right.trustees)] }),
        ),
        words,
      );
      assert.ok(!existsSync(folder), words);
    }
    assert.equal(await said(begin(right)), 'done');
    assert.equal(await codeOf(begin(right)), 'list_there');
  });

  it('publishes nothing by a key that is not the operator’s, and says what is published already', async () => {
    using federation = await startFederation();
    const { folder, keyFile } = federation;
    assert.equal(await codeOf(federation.publish()), 'list_invalid');
    await federation.recognise();
    await federation.sign('Alder');
    await federation.sign('Birch');
    const by = (name: string) => runCommand(listPublish, [folder, '--operator-key', keyFile(name)]);
    assert.equal(await codeOf(by('Alder')), 'list_freshness_invalid');
    assert.equal(await codeOf(by('nobody')), 'key_file_unusable');
    assert.ok(!existsSync(join(folder, 'public')));
    assert.equal(await codeOf(by('operator')), 'done');
    assert.match(await said(by('operator')), /^Sequence 1 is published already, .*: coop-verifier list propose /);
  });

  it('says of an entry, a time and a decision what they need', async () => {
    using federation = await startFederation();
    const { propose, recognise, file, decided } = federation;
    await recognise();
    const suspended = ['--suspended', 'did:web:harvest.example', ...decided];
    assert.match(
      await said(propose(...suspended, '--since', '1.3.2026')),
      /credentialSubject\.0\.status\.since must be a time with its zone, such as 2026-03-01T00:00:00Z$/,
    );
    assert.match(
      await said(recognise({ status: { state: 'active', since: '2026-03-01T00:00:00Z' } as never })),
      /status\.since is not known$/,
    );
    assert.match(
      await said(recognise({ status: { state: 'paused' } as never })),
      /status\.state must be "active", "suspended", "ended" or "compromised"$/,
    );
    const entry = file('undecided.json', { id: 'did:web:meadow.example', name: 'Meadow' });
    assert.equal(await said(propose('--entry', entry)), '--entry needs a decision: --decision, --decided and --body');
  });

  it('takes the entries that the page of the list shows', async () => {
    using federation = await startFederation();
    const page = readFileSync(join(import.meta.dirname, '../../../core/docs/recognition-list.md'), 'utf8');
    const shown = page
      .split('## An entry')[1]!
      .split('## Members')[0]!
      .matchAll(/```json\n([^`]*)```/g);
    const files = [...shown].map(([, text], index) => federation.file(`${index}.json`, JSON.parse(text!)));
    const { text } = await federation.propose(...files.flatMap((file) => ['--entry', file]), ...federation.decided);
    assert.match(text, /Recognise Harvest Co-op [^]* for membership credentials/);
    assert.match(text, /Recognise The Shop [^]* as a site that asks, at https:\/\/shop\.example/);
  });

  it('speaks to whoever follows a list, not to a member, where its address is wrong', async () => {
    using federation = await startFederation();
    const { anchor, url, base, port } = federation;
    const environment = { STATE_DIRECTORY: join(base, 'state') };
    const pin = async (address: string, more = {}) =>
      (await runCommand(listPin, [`autumn=${address}#${anchor}`], { ...environment, ...more })).text;
    assert.match(await pin(url), /takes https, a public host and no redirect\. INSECURE_FETCH=host:port/);
    assert.match(
      await pin(url, { INSECURE_FETCH: `localhost:${port}` }),
      /does not answer, or not with its files: fresh\.json/,
    );
    assert.match(await said(runCommand(listVerify, [url, '--anchor', anchor])), /takes https, a public host/);
  });
});
