import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parsePolicy } from '../../src/index.ts';
import { harvestDid } from '../factories/index.ts';
import { policyWith, requiring, writtenPolicy, writtenRequirement } from './policies.ts';

const problemsOf = (input: unknown) => {
  const parsed = parsePolicy(input);
  return parsed.ok ? [] : parsed.problems;
};
const pathsOf = (change: object) => problemsOf({ ...writtenPolicy, ...change }).map(({ path }) => path);
const pathsRequiring = (change: object) => pathsOf({ accept: [{ require: [{ ...writtenRequirement, ...change }] }] });

describe('parsePolicy', () => {
  it('fills in every default', () => {
    assert.deepEqual(policyWith(), {
      ...writtenPolicy,
      accept: [
        {
          require: [
            {
              type: 'CoopMembershipCredential',
              issuers: {
                ...{ lists: [], allow: writtenRequirement.issuers.allow, deny: [] },
                ...{ whenUnrecognised: 'end', whenSuspended: 'keep' },
              },
              claims: [],
            },
          ],
        },
      ],
      identify: 'wallet',
      crossDevice: 'allow',
      bbs: 'deny',
      grant: { for: 'P1Y', grace: 'P0D' },
      status: { required: false, unreachable: 'P0D' },
    });
  });

  it('takes every member of the design, as written there', () => {
    const full = {
      ...{ id: 'members-lounge', purpose: "Open the members' lounge", identify: 'membership', crossDevice: 'deny' },
      accept: [
        {
          require: [
            {
              type: 'CoopMembershipCredential',
              issuers: {
                lists: ['autumn-federation'],
                allow: [{ id: 'did:web:coop.example', name: 'Harvest Co-op', reason: 'our neighbours' }],
                deny: [{ id: 'did:web:other.example' }],
                ...{ whenUnrecognised: 'end', whenSuspended: 'keep' },
              },
              claims: [{ path: ['membershipClass'], values: ['worker', 'consumer'] }],
              maxAge: 'P2Y',
            },
          ],
        },
      ],
      bbs: 'allow',
      grant: { for: 'P30D', grace: 'P7D' },
      limit: { count: 1, per: 'P30D' },
      status: { required: true, unreachable: 'P3D' },
    };
    assert.deepEqual(parsePolicy(full), { ok: true, policy: full });
  });

  it('takes issuers that allow nobody: such a policy accepts nobody', () => {
    assert.deepEqual(requiring({ issuers: {} }).accept[0]?.require[0]?.issuers.allow, []);
  });

  it('fills in half a grant', () => {
    assert.deepEqual(policyWith({ grant: { for: 'P30D' } }).grant, { for: 'P30D', grace: 'P0D' });
  });

  it('names all faults at once, each with its path', () => {
    const faulty = {
      ...{ id: 'no spaces', purpose: '', identify: 'face', crossDevice: true },
      accept: [{ require: [{ type: 'Passport', issuers: { allow: [{ id: 'harvest' }] } }] }],
      grant: { for: 'a month' },
    };
    assert.deepEqual(
      new Set(problemsOf(faulty).map(({ path }) => path)),
      new Set([
        ...['id', 'purpose', 'identify', 'crossDevice', 'grant.for'],
        ...['type', 'issuers.allow.0.id', 'issuers.allow.0.name'].map((path) => `accept.0.require.0.${path}`),
      ]),
    );
    assert.ok(problemsOf(faulty).every(({ message }) => message.length > 0));
  });

  it('needs id, purpose and accept', () => {
    assert.deepEqual(new Set(problemsOf({}).map(({ path }) => path)), new Set(['id', 'purpose', 'accept']));
    assert.equal(problemsOf('a policy').length, 1);
  });

  it('refuses a member that it does not know, rather than ignore a rule', () => {
    assert.deepEqual(pathsOf({ limits: { count: 1 } }), ['limits']);
    assert.deepEqual(pathsRequiring({ maxage: 'P1Y' }), ['accept.0.require.0.maxage']);
  });

  it('refuses to accept nothing, or something without a requirement', () => {
    assert.deepEqual(pathsOf({ accept: [] }), ['accept']);
    assert.deepEqual(pathsOf({ accept: [{ require: [] }] }), ['accept.0.require']);
  });

  it('refuses durations that are none, or none at all where one is needed', () => {
    assert.deepEqual(pathsRequiring({ maxAge: '2 years' }), ['accept.0.require.0.maxAge']);
    assert.deepEqual(pathsOf({ grant: { for: 'P0D' } }), ['grant.for']);
    assert.deepEqual(pathsOf({ grant: { grace: 'P' } }), ['grant.grace']);
    assert.deepEqual(pathsOf({ status: { unreachable: '-P1D' } }), ['status.unreachable']);
  });

  it('refuses a limit without memberships to count', () => {
    assert.deepEqual(pathsOf({ limit: { count: 1, per: 'P30D' } }), ['identify']);
    assert.deepEqual(pathsOf({ limit: { programme: 'autumn-offer' } }), ['identify']);
    assert.deepEqual(pathsOf({ limit: { count: 1, per: 'P30D' }, identify: 'membership' }), []);
  });

  it('refuses numbers and times that no calendar or database holds, and says where', () => {
    const faultsOf = (count: number, per: string) =>
      problemsOf({ ...writtenPolicy, limit: { count, per }, identify: 'membership' }).map(({ path, message }) => [
        path,
        message,
      ]);
    assert.deepEqual(faultsOf(999_999_999, 'P100Y'), []);
    for (const count of [1_000_000_000, 1e308]) {
      assert.deepEqual(faultsOf(count, 'P1D'), [['limit.count', 'must be at most 999999999']]);
    }
    for (const per of ['P9999Y', 'P100YT1S', 'P5301W']) {
      assert.deepEqual(faultsOf(1, per), [['limit.per', 'must be at most 100 years']]);
    }
    assert.deepEqual(pathsOf({ grant: { for: 'P9999Y' } }), ['grant.for']);
  });

  it('refuses a limit of nothing, or of two kinds', () => {
    assert.equal(pathsOf({ limit: { count: 0, per: 'P1D' }, identify: 'membership' }).length, 1);
    assert.equal(pathsOf({ limit: { count: 1, per: 'P1D', programme: 'x' }, identify: 'membership' }).length, 1);
  });

  it('refuses to identify by a membership that one alternative does not ask for', () => {
    const ticket = { require: [{ ...writtenRequirement, type: 'CoopTicketCredential' }] };
    assert.deepEqual(pathsOf({ identify: 'membership', accept: [...writtenPolicy.accept, ticket] }), [
      'accept.1.require',
    ]);
  });

  it('refuses an issuer that is allowed twice, since it would have two names', () => {
    const allow = [
      { id: harvestDid, name: 'Harvest' },
      { id: harvestDid, name: 'Meadow' },
    ];
    assert.deepEqual(pathsRequiring({ issuers: { allow } }), ['accept.0.require.0.issuers.allow.1.id']);
  });

  it('refuses a position in a claims path, which a holder could change under the same signature', () => {
    const at = 'accept.0.require.0.claims.0.path';
    const accept = [{ require: [{ ...writtenRequirement, claims: [{ path: ['description', 0] }] }] }];
    const [fault] = problemsOf({ ...writtenPolicy, accept });
    assert.deepEqual(fault, {
      path: `${at}.1`,
      message: 'must be a name, or null for any item of a list: lists have no signed order',
    });
    assert.deepEqual(pathsRequiring({ claims: [{ path: ['description', null] }] }), []);
  });

  it('refuses a claims path that starts nowhere', () => {
    for (const path of [[], [null], [0], ['']]) assert.notDeepEqual(pathsRequiring({ claims: [{ path }] }), []);
    assert.equal(pathsRequiring({ claims: [{ path: ['a'], values: [] }] }).length, 1);
  });
});
