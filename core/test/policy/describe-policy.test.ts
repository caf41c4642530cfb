import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { describePolicy, englishWords } from '../../src/index.ts';
import { sayDuration } from '../../src/policy/policy-words.ts';
import { harvestDid, meadowDid } from '../factories/index.ts';
import { policyWith, requiring, writtenPolicy, writtenRequirement } from './policies.ts';

const keeps = 'we keep a pseudonym, the co-op’s name and the end date.';
const summary = (...change: Parameters<typeof policyWith>) => describePolicy(policyWith(...change)).summary;
const coops = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `did:web:c${index}.example`, name: `Co-op ${index}` }));

describe('describePolicy', () => {
  it('says who may do what, for how long, and what is kept', () => {
    const claims = [{ path: ['membershipClass'], values: ['worker', 'consumer'] }];
    assert.equal(
      describePolicy(requiring({ claims }, { grant: { for: 'P30D' } })).summary,
      `Worker and consumer members of Harvest Co-op may open the members' lounge for 30 days at a time; ${keeps}`,
    );
    assert.equal(summary(), `Members of Harvest Co-op may open the members' lounge for 1 year at a time; ${keeps}`);
  });

  it('names a purpose that is no deed, without the marks after it', () => {
    for (const [purpose, name] of [
      ['Ten per cent off.', 'Ten per cent off'],
      ['Ten per cent off! !', 'Ten per cent off'],
      ['Open', 'Open'],
    ] as const) {
      const said = `Members of Harvest Co-op are welcome for “${name}”, for 1 year at a time; ${keeps}`;
      assert.equal(summary({ purpose }), said);
    }
  });

  it('says of which class members are where the policy asks for that, and of no other claim', () => {
    const who = (...claims: object[]) => describePolicy(requiring({ claims })).summary.split(' may ')[0];
    const [worker, housing] = [
      { path: ['membershipClass'], values: ['worker'] },
      { path: ['coopType'], values: ['housing'] },
    ];
    assert.equal(who(housing, worker), 'Worker members of Harvest Co-op');
    assert.equal(who(housing), 'Members of Harvest Co-op');
    assert.equal(who({ path: ['membershipClass', 'x'], values: ['worker'] }), 'Members of Harvest Co-op');
    const ticket = requiring({ type: 'CoopTicketCredential', claims: [worker] });
    assert.match(describePolicy(ticket).summary, /^Holders of a ticket from Harvest Co-op may /);
  });

  it('says that nobody may enter where no co-op is welcome', () => {
    const nobody = 'Nobody may enter yet: choose whose members are welcome.';
    assert.equal(describePolicy(requiring({ issuers: {} })).summary, nobody);
    const { allow } = writtenRequirement.issuers;
    assert.equal(describePolicy(requiring({ issuers: { allow, deny: [{ id: harvestDid }] } })).summary, nobody);
    const require = [writtenRequirement, { type: 'CoopTicketCredential', issuers: {} }];
    assert.equal(summary({ accept: [{ require }] }), nobody);
  });

  it('names few co-ops, counts the others, and names lists', () => {
    const of = (issuers: object) => describePolicy(requiring({ issuers })).summary.split(' may ')[0];
    assert.equal(of({ allow: coops(4) }), 'Members of Co-op 0, Co-op 1, Co-op 2, and Co-op 3');
    assert.equal(of({ allow: coops(1_000) }), 'Members of Co-op 0, Co-op 1, Co-op 2, and 997 other co-ops');
    assert.equal(of({ lists: ['federation'] }), 'Members of the co-ops on the list “federation”');
    const federations = new Map([['autumn', 'Autumn Federation']]);
    const said = describePolicy(requiring({ issuers: { lists: ['autumn', 'spring'] } }), {
      ...englishWords,
      federations,
    });
    assert.equal(
      said.summary.split(' may ')[0],
      'Members of the co-ops recognised by Autumn Federation and the co-ops on the list “spring”',
    );
  });

  it('joins alternatives, and what is needed together', () => {
    const ticket = { type: 'CoopTicketCredential', issuers: { allow: [{ id: meadowDid, name: 'Meadow' }] } };
    const accept = [...writtenPolicy.accept, { require: [ticket] }, { require: [writtenRequirement, ticket] }];
    assert.equal(
      summary({ accept }).split(' may ')[0],
      'Members of Harvest Co-op, as well as holders of a ticket from Meadow, as well as ' +
        'members of Harvest Co-op who also show a ticket from Meadow',
    );
  });

  it('says how often, how long after the end, and on which device', () => {
    const membership = { identify: 'membership' };
    const rest = (change: object) => summary({ ...membership, ...change }).split(keeps)[1];
    assert.equal(rest({}), '');
    assert.equal(rest({ limit: { count: 1, per: 'P30D' } }), ' Each membership counts once in 30 days.');
    assert.equal(rest({ limit: { count: 3, per: 'P1Y' } }), ' Each membership counts 3 times in 1 year.');
    assert.equal(
      rest({ limit: { programme: 'autumn' } }),
      ' How often each membership counts is shared with the other sites of the programme “autumn”.',
    );
    assert.equal(
      rest({ grant: { grace: 'P7D' }, crossDevice: 'deny' }),
      ' It stays open for 7 days after the membership has ended. Only a wallet on the device that asks may answer.',
    );
  });

  it('says what is asked for, each thing once', () => {
    const claims = [{ path: ['membershipClass'], values: ['worker', 'consumer'] }, { path: ['shifts', null, 'hall'] }];
    const policy = requiring(
      { claims, maxAge: 'P2Y' },
      { identify: 'membership', status: { required: true }, purpose: 'Vote' },
    );
    assert.deepEqual(describePolicy(policy).asks, [
      'We ask for a membership of a co-op.',
      'We look at your co-op.',
      'We look at a random number that stands for your membership.',
      'We look at your kind of membership; it must be worker or consumer.',
      'We look at “shifts hall”.',
      'It must not have been issued longer than 2 years ago.',
      'It must be of a kind that can be taken back.',
    ]);
    const twice = policyWith({ accept: [...writtenPolicy.accept, ...writtenPolicy.accept] });
    assert.equal(describePolicy(twice).asks.length, 3);
  });

  it('leaves an admin’s braces and dollars as they are', () => {
    const allow = [{ id: harvestDid, name: '{purpose} $& Co-op' }];
    const said = describePolicy(requiring({ issuers: { allow } }, { purpose: 'Open {who} $1 x' })).summary;
    assert.equal(said.split(' for 1 year')[0], 'Members of {purpose} $& Co-op may open {who} $1 x');
  });

  it('says durations in words', () => {
    const said = { P1D: '1 day', P1Y6M: '1 year and 6 months', PT36H: '36 hours', PT90M: '1 hour and 30 minutes' };
    for (const [text, words] of Object.entries(said)) assert.equal(sayDuration(text, 'en'), words);
    assert.equal(sayDuration('P2W', 'en'), '14 days');
  });
});
