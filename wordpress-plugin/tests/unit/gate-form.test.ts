import assert from 'node:assert/strict';
import { parsePolicy } from '@coop-credentials/core';
import {
  coopsOf,
  daysOf,
  deniedOf,
  durationOf,
  isAmong,
  isPlain,
  kindsOf,
  limitOf,
  listsOf,
  membershipKinds,
  newDocument,
  shortName,
  toSend,
  welcomesAnybody,
  withCoops,
  withDenied,
  withDuration,
  withKinds,
  withLimit,
  withLists,
  type PolicyDocument,
} from '../../src/admin/gates/gate-form.ts';
import { membershipClasses } from '@coop-credentials/core/profile';

const harvest = { id: 'did:web:harvest.example', name: 'Harvest Co-op', reason: 'our neighbours' };
const filled: PolicyDocument = { ...withCoops(newDocument, [harvest]), purpose: 'Open the lounge' };

describe('the form of a gate', () => {
  it('makes a policy that the service takes', () => {
    const document = withDuration(withKinds(filled, ['worker', 'consumer']), 'P7D');
    const parsed = parsePolicy({ id: 'lounge', ...document });
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(parsed.policy.accept[0]?.require[0]?.claims, [
      { path: ['membershipClass'], values: ['worker', 'consumer'] },
    ]);
  });

  it('reads back what it wrote, also with the service’s defaults filled in', () => {
    const parsed = parsePolicy({ id: 'lounge', ...withDuration(withKinds(filled, ['worker']), 'P45D') });
    assert.ok(parsed.ok);
    const stored = parsed.policy as unknown as PolicyDocument;
    assert.ok(isPlain(stored));
    assert.deepEqual([coopsOf(stored), kindsOf(stored), durationOf(stored)], [[harvest], ['worker'], 'P45D']);
    assert.equal('id' in toSend(stored), false);
  });

  it('limits how often, for members who are known again, and reads it back', () => {
    const parsed = parsePolicy({ id: 'lounge', ...withLimit(filled, { count: 2, per: 'P7D' }, 'wallet') });
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.equal(parsed.policy.identify, 'membership');
    assert.deepEqual(limitOf(parsed.policy as unknown as PolicyDocument), { count: 2, per: 'P7D' });
  });

  it('knows members again as before where nothing is counted any more', () => {
    const limited = withLimit(filled, { count: 1, per: 'P1Y' });
    assert.deepEqual(withLimit(limited, undefined), filled);
    assert.equal(withLimit(limited, undefined, 'membership').identify, 'membership');
    assert.equal(limitOf({ ...filled, limit: { programme: 'valley' } }), undefined);
  });

  it('counts on federations’ lists, but for whom this site leaves out, and reads it back', () => {
    const denied = [
      { id: 'did:web:orchard.example', reason: 'unpaid bills' },
      { id: 'did:web:x.example', reason: ' ' },
    ];
    const document = withDenied(withLists({ ...newDocument, purpose: 'Open the lounge' }, ['autumn']), denied);
    const parsed = parsePolicy({ id: 'lounge', ...document });
    assert.ok(parsed.ok, JSON.stringify(parsed));
    const stored = parsed.policy as unknown as PolicyDocument;
    assert.ok(isPlain(stored));
    assert.deepEqual([listsOf(stored), deniedOf(stored)], [['autumn'], [denied[0], { id: 'did:web:x.example' }]]);
  });

  it('knows whom this site left out, also by an address that they had before', () => {
    const denied = [{ id: 'did:web:old.example' }];
    const moved = { id: 'did:web:new.example', formerIds: ['did:web:older.example', 'did:web:old.example'] };
    assert.ok(isAmong(denied, moved));
    assert.ok(isAmong(denied, { id: 'did:web:old.example', formerIds: [] }));
    assert.ok(!isAmong(denied, { ...moved, formerIds: ['did:web:older.example'] }));
    assert.ok(!isAmong([], moved));
  });

  it('welcomes somebody by a co-op or by a list', () => {
    assert.equal(welcomesAnybody(newDocument), false);
    assert.ok(welcomesAnybody(filled));
    assert.ok(welcomesAnybody(withLists(newDocument, ['autumn'])));
  });

  it('keeps what it does not show', () => {
    const more = { ...filled, limit: { count: 1, per: 'P30D' }, grant: { for: 'P30D', grace: 'P7D' } };
    const changed = withDuration(withKinds(more, ['worker']), 'P1D') as typeof more;
    assert.deepEqual(changed.limit, more.limit);
    assert.deepEqual(changed.grant, { for: 'P1D', grace: 'P7D' });
    const denied = withCoops(
      { ...filled, accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { deny: [{ id: 'x' }] } }] }] },
      [harvest],
    );
    assert.deepEqual(denied.accept[0]?.require[0]?.issuers.deny, [{ id: 'x' }]);
  });

  it('knows every kind of membership of the profile', () => assert.deepEqual(membershipKinds, membershipClasses));

  it('sends no empty reason, which the service refuses', () => {
    assert.deepEqual(coopsOf(withCoops(filled, [{ ...harvest, reason: '  ' }])), [
      { id: harvest.id, name: harvest.name },
    ]);
  });

  const one = filled.accept[0]?.require[0];
  for (const [what, document] of [
    ['two alternatives', { ...filled, accept: [...filled.accept, ...filled.accept] }],
    ['two memberships at once', { ...filled, accept: [{ require: [one, one] }] }],
    ['a ticket', { ...filled, accept: [{ require: [{ ...one, type: 'CoopTicketCredential' }] }] }],
    ['another claim', { ...filled, accept: [{ require: [{ ...one, claims: [{ path: ['coopType'] }] }] }] }],
    ['nothing at all', undefined],
  ] as const) {
    it(`leaves ${what} to the document itself`, () => {
      assert.ok(isPlain(filled));
      assert.ok(!isPlain(document));
    });
  }
});

describe('the short name of a gate', () => {
  it('is made of its name', () => assert.equal(shortName('Members’ lounge', []), 'members-lounge'));
  it('has no accents', () => assert.equal(shortName('Café für alle!', []), 'cafe-fur-alle'));
  it('is another one than those that are there', () =>
    assert.equal(shortName('Lounge', ['lounge', 'lounge-2']), 'lounge-3'));
  it('is one for a name without such letters', () => assert.equal(shortName('会員', []), 'gate'));
  it('is short enough for the service, with a number too', () =>
    assert.ok(shortName('x'.repeat(300), ['x'.repeat(50)]).length <= 64));
});

describe('a duration in days', () => {
  it('is read', () => assert.equal(daysOf('P45D'), 45));
  it('is none in months', () => assert.equal(daysOf('P1M'), undefined));
});
