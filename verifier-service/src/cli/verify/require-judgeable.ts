import { compileDcql, problem, VerificationError, type Policy, type ProblemCode } from '@coop-credentials/core';
import { isAnswer, isCredential } from './describe-file.ts';

/**
 * Says what a file is instead, where it is nothing that can be judged so: the checks would find fault with something
 * else.
 *
 * @throws VerificationError `credential_malformed`, `presentation_malformed`, `query_unknown`
 */
export function requireJudgeable(document: unknown, policy: Policy | undefined): void {
  if (typeof document === 'string') {
    if (!document.includes('~'))
      refuse('credential_malformed', 'This text is no SD-JWT: those have a ~ after the token.');
    return;
  }
  if (typeof document !== 'object' || document === null) {
    refuse('credential_malformed', `This is JSON, but no document: ${JSON.stringify(document)}.`);
  }
  if (policy) return requireAnswer(document, policy);
  if (Array.isArray(document)) {
    refuse(
      'credential_malformed',
      `This is a list of ${document.length}. One document is judged: give it without the list.`,
    );
  }
  if (isAnswer(document)) {
    const names = Object.keys(document).join(', ');
    refuse(
      'presentation_malformed',
      `This is a wallet’s whole answer (vp_token) to ${names}. It is judged by a policy (--policy, --nonce, --audience); else give one presentation out of it.`,
    );
  }
  if (!('@context' in document) && !('type' in document)) {
    refuse('credential_malformed', 'This is neither a credential nor a presentation: it has no @context and no type.');
  }
}

function requireAnswer(document: object, policy: Policy): void {
  const [only] = Array.isArray(document) && document.length === 1 ? (document as readonly unknown[]) : [document];
  if (isCredential(only)) {
    refuse(
      'presentation_malformed',
      'This is a credential; --policy judges a presentation, in which a wallet shows it. Without --policy it is judged by itself.',
    );
  }
  if (!isAnswer(document)) return;
  const asked = compileDcql(policy).credentials.map(({ id }) => id);
  const unknown = Object.keys(document).filter((id) => !asked.includes(id));
  if (unknown.length > 0) {
    refuse('query_unknown', `It answers ${unknown.join(', ')}, and the policy asks ${asked.join(', ')}.`);
  }
}

function refuse(code: ProblemCode, detail: string): never {
  throw new VerificationError(problem(code, { detail }));
}
