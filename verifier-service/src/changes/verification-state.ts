/** Whether a verification holds. The open ones can change again; the others have ended it. */
export const openStates = ['live', 'suspended', 'unreachable'] as const;
export const endedStates = ['expired', 'revoked', 'unrecognised', 'policy_changed', 'forgotten'] as const;

export type OpenState = (typeof openStates)[number];
export type EndedState = (typeof endedStates)[number];
export type VerificationState = OpenState | EndedState;

export const isOpen = (state: VerificationState): state is OpenState => openStates.some((open) => open === state);

/** What is seen of it: time ends it, whether or not the background has noted that yet. */
export const seenAs = (state: VerificationState, grantUntil: number, now: number): VerificationState =>
  isOpen(state) && grantUntil <= now ? 'expired' : state;
