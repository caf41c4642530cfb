import assert from 'node:assert/strict';
import type { Grant, PresentationRequest, Refusal } from '../../src/client/presentation-request.ts';
import { initialState, next, type RequestEvent, type RequestState } from '../../src/client/request-state.ts';

const request: PresentationRequest = {
  links: { sameDevice: { app: 'openid4vp://?a=1', web: [] } },
  expiresAt: 1000,
  statusUrl: 'https://verifier.example/b/token',
  ask: { claims: [], issuers: [] },
};
const grant: Grant = { until: '2031-05-01T10:00:00Z', reason: 'A neighbour of ours.' };
const refusal: Refusal = { code: 'credential_expired', params: {} };

const states = {
  locked: { name: 'locked' },
  opening: { name: 'opening' },
  asking: { name: 'asking', request, expiresAt: 1000, connected: true },
  checking: { name: 'checking', elsewhere: false, connected: true },
  'checking elsewhere': { name: 'checking', elsewhere: true, connected: true },
  opened: { name: 'opened', grant },
  refused: { name: 'refused', refusal, retry: 'start' },
  'refused, may collect again': { name: 'refused', refusal, retry: 'collect' },
} as const satisfies Record<string, RequestState>;

const events = {
  started: { type: 'started' },
  requested: { type: 'requested', request },
  extended: { type: 'extended', expiresAt: 2000 },
  missed: { type: 'missed', refusal },
  'connection lost': { type: 'connection', connected: false },
  answered: { type: 'answered', elsewhere: false },
  'answered elsewhere': { type: 'answered', elsewhere: true },
  returned: { type: 'returned' },
  retried: { type: 'retried' },
  accepted: { type: 'accepted', grant },
  refused: { type: 'refused', refusal, retry: 'start' },
  left: { type: 'left' },
  forgotten: { type: 'forgotten' },
  ended: { type: 'ended', refusal: { code: 'credential_revoked', params: {} } },
} as const satisfies Record<string, RequestEvent>;

/** What each event leads to; an event that is not named here leaves the state as it is. */
const moves: Record<keyof typeof states, Partial<Record<keyof typeof events, RequestState['name'] | 'changed'>>> = {
  locked: { started: 'opening', returned: 'checking', accepted: 'opened' },
  opening: { requested: 'asking', returned: 'checking', accepted: 'opened', refused: 'refused' },
  asking: {
    extended: 'changed',
    missed: 'changed',
    'connection lost': 'changed',
    answered: 'checking',
    'answered elsewhere': 'checking',
    returned: 'checking',
    accepted: 'opened',
    refused: 'refused',
    left: 'locked',
  },
  checking: { 'connection lost': 'changed', returned: 'changed', accepted: 'opened', refused: 'refused' },
  'checking elsewhere': {
    started: 'opening',
    'connection lost': 'changed',
    answered: 'changed',
    returned: 'changed',
    accepted: 'opened',
    refused: 'refused',
  },
  opened: { forgotten: 'locked', ended: 'refused' },
  refused: { started: 'opening', returned: 'checking', accepted: 'opened', ended: 'changed' },
  'refused, may collect again': {
    started: 'opening',
    returned: 'checking',
    retried: 'checking',
    accepted: 'opened',
    ended: 'changed',
  },
};

describe('request state', () => {
  for (const [from, state] of Object.entries(states)) {
    for (const [name, event] of Object.entries(events)) {
      const move = moves[from as keyof typeof states][name as keyof typeof events];
      const claim = !move ? 'is ignored' : move === 'changed' ? 'changes the screen it is on' : `leads to ${move}`;
      it(`${from}: ${name} ${claim}`, () => {
        const after = next(state, event);
        if (!move) assert.equal(after, state);
        else {
          assert.notEqual(after, state);
          assert.equal(after.name, move === 'changed' ? state.name : move);
        }
      });
    }
  }

  it('ignores the same event a second time', () => {
    for (const state of Object.values(states)) {
      for (const event of Object.values(events)) {
        if (event.type === 'returned' || event.type === 'forgotten') continue;
        const once = next(state, event);
        if (event.type === 'started' || event.type === 'left' || event.type === 'retried') {
          assert.equal(next(once, event).name, once.name);
        } else assert.equal(next(once, event), once, `${event.type} in ${state.name}`);
      }
    }
  });

  it('keeps the first refusal when a second one follows', () => {
    const after = next(states.refused, { ...events.refused, refusal: { code: 'request_expired', params: {} } });
    assert.equal(after, states.refused);
  });

  it('lets in whoever is accepted, whatever was said before', () => {
    for (const state of Object.values(states)) assert.equal(next(state, events.accepted).name, 'opened');
  });

  it('keeps the links and the problem of a missed answer when time is added', () => {
    const missed = next(states.asking, events.missed);
    const longer = next(missed, events.extended);
    assert.deepEqual(longer, { ...states.asking, expiresAt: 2000, problem: refusal });
  });

  it('starts opened for who is in already, refused for who was, and locked for everybody else', () => {
    assert.deepEqual(initialState(grant), states.opened);
    assert.deepEqual(initialState(refusal), states.refused);
    assert.deepEqual(initialState(), states.locked);
  });
});
