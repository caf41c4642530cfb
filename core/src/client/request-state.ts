import type { Grant, PresentationRequest, Refusal } from './presentation-request.ts';

/** What the visitor sees. Every state is one screen; every event is something that happened to it. */
export type RequestState =
  | { readonly name: 'locked' }
  | { readonly name: 'opening' }
  | {
      readonly name: 'asking';
      readonly request: PresentationRequest;
      readonly expiresAt: number;
      /** Whether the service can be heard. */
      readonly connected: boolean;
      /** Why the last answer did not count; the request is still open. */
      readonly problem?: Refusal;
    }
  | {
      readonly name: 'checking';
      /** The wallet answered for another tab or browser, which alone can collect. */
      readonly elsewhere: boolean;
      readonly connected: boolean;
    }
  | { readonly name: 'opened'; readonly grant: Grant }
  | { readonly name: 'refused'; readonly refusal: Refusal; readonly retry: Retry };

/** What trying again means: asking for the result once more, or a new request. */
export type Retry = 'collect' | 'start';

export type RequestEvent =
  /** The visitor pressed the button. */
  | { readonly type: 'started' }
  | { readonly type: 'requested'; readonly request: PresentationRequest }
  | { readonly type: 'extended'; readonly expiresAt: number }
  /** An answer arrived that did not count. */
  | { readonly type: 'missed'; readonly refusal: Refusal }
  | { readonly type: 'connection'; readonly connected: boolean }
  | { readonly type: 'answered'; readonly elsewhere: boolean }
  /** The wallet brought the visitor back to this page. */
  | { readonly type: 'returned' }
  /** Collecting is tried once more. */
  | { readonly type: 'retried' }
  | { readonly type: 'accepted'; readonly grant: Grant }
  | { readonly type: 'refused'; readonly refusal: Refusal; readonly retry: Retry }
  /** The visitor gave up asking. */
  | { readonly type: 'left' }
  | { readonly type: 'forgotten' }
  /** What was open is not any more, or for another reason than before. */
  | { readonly type: 'ended'; readonly refusal: Refusal };

/** The first state: opened for who is in already, refused for who was in and is not any more. */
export function initialState(known?: Grant | Refusal): RequestState {
  if (!known) return { name: 'locked' };
  return 'code' in known ? refusedBy(known) : { name: 'opened', grant: known };
}

/**
 * The next state. An event that makes no sense in a state is ignored: on a phone, messages come late
 * and twice. Being let in wins over everything that was said before it; only the visitor's own wish
 * to be forgotten ends it, and the host that tells its end.
 */
export function next(state: RequestState, event: RequestEvent): RequestState {
  if (event.type === 'ended') return mayEnd(state, event.refusal) ? refusedBy(event.refusal) : state;
  if (state.name === 'opened') return event.type === 'forgotten' ? { name: 'locked' } : state;

  switch (event.type) {
    case 'started':
      return mayStart(state) ? { name: 'opening' } : state;
    case 'requested':
      if (state.name !== 'opening') return state;
      return { name: 'asking', request: event.request, expiresAt: event.request.expiresAt, connected: true };
    case 'extended':
      if (state.name !== 'asking' || state.expiresAt === event.expiresAt) return state;
      return { ...state, expiresAt: event.expiresAt };
    case 'missed':
      if (state.name !== 'asking' || state.problem?.code === event.refusal.code) return state;
      return { ...state, problem: event.refusal };
    case 'connection':
      if (!('connected' in state) || state.connected === event.connected) return state;
      return { ...state, connected: event.connected };
    case 'answered':
      if (state.name === 'asking') return { name: 'checking', elsewhere: event.elsewhere, connected: state.connected };
      return state.name === 'checking' && state.elsewhere && !event.elsewhere ? { ...state, elsewhere: false } : state;
    case 'returned':
      return { name: 'checking', elsewhere: false, connected: true };
    case 'retried':
      return state.name === 'refused' && state.retry === 'collect'
        ? { name: 'checking', elsewhere: false, connected: true }
        : state;
    case 'accepted':
      return { name: 'opened', grant: event.grant };
    case 'refused':
      return state.name === 'locked' || state.name === 'refused'
        ? state
        : { name: 'refused', refusal: event.refusal, retry: event.retry };
    case 'left':
      return state.name === 'asking' ? { name: 'locked' } : state;
    case 'forgotten':
      return state;
  }
}

const refusedBy = (refusal: Refusal): RequestState => ({ name: 'refused', refusal, retry: 'start' });

/** Who asks anew already is not disturbed by the end of what they had. */
function mayEnd(state: RequestState, { code }: Refusal): boolean {
  return state.name === 'opened' || (state.name === 'refused' && state.refusal.code !== code);
}

/** A new request may replace nothing that can still end well in this tab. */
function mayStart(state: RequestState): boolean {
  return state.name === 'locked' || state.name === 'refused' || (state.name === 'checking' && state.elsewhere);
}
