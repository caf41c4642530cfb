import type { Policy, Requirement } from './policy-schema.ts';

/** One question to a wallet, and which requirement of the policy its answer must meet. */
export interface PolicyQuery {
  readonly id: string;
  /** Index into the policy's `accept`. */
  readonly accept: number;
  readonly requirement: Requirement;
}

/** The questions a policy compiles to, in order. Compiling and evaluating share it, so that ids always match. */
export function policyQueries({ accept }: Policy): readonly PolicyQuery[] {
  return accept.flatMap(({ require }, index) =>
    require.map((requirement, position) => ({ id: `a${index}r${position}`, accept: index, requirement })),
  );
}
