import { isJsonObject } from '../parse/json-object.ts';

/**
 * What is wrong with what should be a policy, where it never was one of `parsePolicy`: a fault of the program, which is
 * told what to pass. Looks only for what parsing always added: one that was parsed is not parsed again, and may be stored
 * from before a member had a default.
 */
export function policyFault(given: unknown): string | undefined {
  if (!isJsonObject(given)) return 'must be a policy: what parsePolicy gives as .policy';
  if ('ok' in given) return 'is the whole answer of parsePolicy: see that .ok is true, then pass its .policy';
  const accept: unknown = given['accept'];
  const isParsed =
    ['grant', 'status'].every((name) => isJsonObject(given[name])) &&
    Array.isArray(accept) &&
    accept.every(isParsedAlternative);
  return isParsed ? undefined : 'was not parsed: pass the .policy of parsePolicy(policy), which fills in its defaults';
}

const isParsedAlternative = (alternative: unknown): boolean =>
  isJsonObject(alternative) &&
  Array.isArray(alternative['require']) &&
  alternative['require'].every(isParsedRequirement);

const isParsedRequirement = (requirement: unknown): boolean => {
  if (!isJsonObject(requirement) || !Array.isArray(requirement['claims'])) return false;
  const issuers = requirement['issuers'];
  return isJsonObject(issuers) && ['lists', 'allow', 'deny'].every((name) => Array.isArray(issuers[name]));
};
