import { problem, VerificationError, type ProblemCode } from '../problem.ts';
import type { Limits } from './limits.ts';
import { childRole, type Role } from './document-role.ts';
import { requireKeyAllowed } from './forbidden-keys.ts';

/** An object or array that is still to be looked into. */
interface Place {
  readonly value: object;
  readonly depth: number;
  readonly role: Role;
}

/** A presentation in `vp_token` stands in an array in an object: the message may be deeper by these two. */
const MESSAGE_DEPTH = 2;

/**
 * Walks a decoded document once, without recursion, and refuses what is beyond the limits.
 *
 * @param root `document` for a credential or presentation, whose places of `@context`, `proof` and
 *   `verifiableCredential` are known; `message` for what is around it, such as a `vp_token`
 * @throws VerificationError `document_too_deep`, `document_too_many_items`, `document_too_many_values`,
 *   `document_key_forbidden`, `blank_node_id_forbidden`, `context_nested`, `context_not_allowed`,
 *   `too_many_credentials`, `too_many_proofs`, `json_invalid`
 */
export function walkWithin(value: unknown, limits: Limits, root: 'document' | 'message' = 'document'): void {
  const maxDepth = root === 'message' ? limits.depth + MESSAGE_DEPTH : limits.depth;
  const open: Place[] = [];
  let values = 1;
  if (isContainer(value)) open.push({ value, depth: 1, role: root });

  for (let place = open.pop(); place; place = open.pop()) {
    const { value: here, depth, role } = place;
    if (depth > maxDepth) refuse('document_too_deep', { max: limits.depth });
    if (Array.isArray(here)) {
      if (here.length > limits.items) refuse('document_too_many_items', { max: limits.items });
      requireCount(role, here.length, limits);
      count(here.length);
      for (const child of here as readonly unknown[]) {
        if (isContainer(child)) open.push({ value: child, depth: depth + 1, role });
      }
    } else {
      if (role === 'context' && !limits.inlineContexts) refuse('context_not_allowed');
      const keys = Object.keys(here);
      count(keys.length);
      for (const key of keys) {
        requireWellFormed(key);
        requireKeyAllowed(key, role, limits, here);
        const child = (here as Readonly<Record<string, unknown>>)[key];
        if (isContainer(child)) open.push({ value: child, depth: depth + 1, role: childRole(here, key, role) });
      }
    }
  }

  function count(more: number): void {
    values += more;
    if (values > limits.values) refuse('document_too_many_values', { max: limits.values });
  }
}

/** Of the arrays that are limited in number by what they hold. */
function requireCount(role: Role, count: number, limits: Limits): void {
  if (role === 'credential' && count > limits.credentials) refuse('too_many_credentials', { max: limits.credentials });
  if (role === 'proof' && count > limits.proofs) refuse('too_many_proofs', { max: limits.proofs });
}

/**
 * Half a surrogate pair is no character (RFC 7493 §2.1). In UTF-8, which is what gets hashed, every such half becomes
 * U+FFFD: texts that differ here would share one signature.
 */
function requireWellFormed(text: string): void {
  if (!text.isWellFormed()) refuse('json_invalid');
}

/** Whether there is more within a value; one that is none is judged here. */
function isContainer(value: unknown): value is object {
  if (typeof value === 'object') return value !== null;
  if (typeof value === 'string') {
    requireWellFormed(value);
    if (value.startsWith('_:')) refuse('blank_node_id_forbidden');
    return false;
  }
  if (typeof value === 'boolean' || Number.isFinite(value)) return false;
  return refuse('json_invalid');
}

function refuse(code: ProblemCode, params?: Readonly<Record<string, number>>): never {
  throw new VerificationError(problem(code, params ? { params } : {}));
}
