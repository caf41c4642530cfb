import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  alder,
  birch,
  cedar,
  dogwood,
  entryOf,
  listOf,
  nextOf,
  quorumOf,
} from '../../../core/test/factories/recognition.ts';
import { sayChanges } from '../../src/recognition/trustees/say-changes.ts';

const suspended = { state: 'suspended', since: '2026-06-01T00:00:00Z', reason: 'no annual report' } as const;
const meadow = 'did:web:meadow.example';
const others = [
  {
    type: 'RecognizedAction' as const,
    action: 'issue' as const,
    credentialTypes: ['CoopMembershipCredential' as const],
    onBehalfOf: [meadow],
  },
];

const said = (before: ReturnType<typeof entryOf>, after: ReturnType<typeof entryOf>) => {
  const list = listOf({ credentialSubject: [before] });
  return sayChanges(list, nextOf(list, { credentialSubject: [after] })).join('\n');
};

describe('what a trustee reads before signing', () => {
  it('says a suspension, and nothing else where nothing else changed', () => {
    assert.match(
      said(entryOf(), entryOf({ status: suspended })),
      /^Suspend Harvest Housing Co-op \(did:web:harvest\.example\) from .*no annual report; decision 14[^\n]*$/,
    );
  });

  it('leaves nothing out that changes beside a suspension, or beside its end', () => {
    const [paused, back] = [entryOf({ status: suspended }), entryOf()];
    for (const [before, after] of [
      [back, { ...paused, recognizedTo: others }],
      [paused, { ...back, recognizedTo: others }],
    ] as const) {
      const text = said(before, after);
      assert.match(text, /^(Suspend|Recognise) Harvest/);
      assert.match(text, /\nChange of Harvest .*recognizedTo, now recognised .*on behalf of did:web:meadow\.example/);
    }
    assert.match(said(paused, { ...back, formerIds: [meadow] }), /formerIds, formerly did:web:meadow\.example/);
    assert.match(
      said(back, { ...back, name: 'Meadow Co-op' }),
      /Change of Harvest Housing Co-op, now Meadow Co-op \(did:web:harvest\.example\): name/,
    );
  });

  it('says of whom, by the address that nobody else has', () => {
    const [back, who] = [entryOf(), 'Harvest Housing Co-op (did:web:harvest.example)'];
    const since = '2026-06-01T00:00:00Z';
    for (const [before, after] of [
      [entryOf({ status: suspended }), back],
      [back, entryOf({ status: suspended })],
      [back, entryOf({ status: { state: 'ended', since } })],
      [back, entryOf({ status: { state: 'compromised', since } })],
      [back, entryOf({ url: 'https://new.example/' })],
    ] as const) {
      assert.ok(said(before, after).includes(who), said(before, after));
    }
  });

  it('says what each member is from now on', () => {
    for (const [member, value, words] of [
      ['url', 'https://new.example/', 'https://new.example/'],
      ['image', 'https://new.example/logo.png', 'https://new.example/logo.png'],
      ['sameAs', ['new.coop', 'register 9'], 'new.coop, register 9'],
      ['legalName', 'Harvest Ltd', 'Harvest Ltd'],
      ['description', 'Homes for all', 'Homes for all'],
      ['validFrom', '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z'],
      ['validUntil', '2027-04-01T00:00:00Z', '2027-04-01T00:00:00Z'],
    ] as const) {
      const [without, changed] = [entryOf(), entryOf({ [member]: value })];
      const text = said(without, changed);
      assert.ok(text.includes(`: ${member}, ${member} now ${words}; evidence`), text);
    }
    assert.match(said(entryOf({ url: 'https://old.example/' }), entryOf({ url: undefined })), /, url now nothing;/);
  });

  it('says what a newcomer may do, also one that comes suspended', () => {
    const there = entryOf({ id: meadow, name: 'Meadow Co-op' });
    const list = listOf({ credentialSubject: [there] });
    const text = sayChanges(
      list,
      nextOf(list, { credentialSubject: [there, entryOf({ status: suspended, recognizedTo: others })] }),
    );
    assert.match(text.join('\n'), /^Recognise Harvest .*on behalf of did:web:meadow\.example.*\nSuspend Harvest/);
  });

  it('says whose pseudonyms a newcomer takes over', () => {
    const list = listOf({ credentialSubject: [entryOf({ id: meadow, name: 'Meadow Co-op' })] });
    const moved = entryOf({ formerIds: ['did:web:old.example'] });
    const text = sayChanges(list, nextOf(list, { credentialSubject: [...list.credentialSubject, moved] })).join('\n');
    assert.match(
      text,
      /^Recognise Harvest Housing Co-op \(did:web:harvest\.example, formerly did:web:old\.example\) for/,
    );
  });

  it('names every key that a list begins with', () => {
    const list = listOf();
    const text = sayChanges(undefined, list).join('\n');
    for (const { name, id, publicKeyMultibase } of list.quorum.trustees) {
      assert.ok(text.includes(`${name} (${id}) by ${publicKeyMultibase}`), text);
    }
    assert.ok(text.includes(`the operator by ${list.quorum.operatorKey}.`), text);
  });

  it('names each new key, under whatever name it comes', () => {
    const list = listOf();
    const swapped = quorumOf([alder, birch, { ...cedar, key: dogwood.key }]);
    const text = sayChanges(list, nextOf(list, { quorum: swapped })).join('\n');
    const { publicKeyMultibase } = swapped.trustees[2]!;
    assert.ok(text.includes(`Cedar Co-op (did:web:cedar.example) signs by a new key: ${publicKeyMultibase}.`), text);
    assert.ok(!text.includes('Alder Co-op (did'), text);
  });

  it('says whose list it is from now on', () => {
    const list = listOf();
    const issuer = { ...list.issuer, name: 'Winter Federation' };
    assert.match(sayChanges(list, nextOf(list, { issuer })).join('\n'), /that of Winter Federation \(did:web:autumn/);
  });
});
