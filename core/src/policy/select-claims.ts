import { asList, isJsonObject } from '../parse/json-object.ts';

/**
 * Every value that a claims path points to (OpenID4VP 1.0 §7.1): a name goes into an object, `null` into every item of
 * an array. A path that leads nowhere selects nothing.
 *
 * An item alone and an array of it are signed alike, so `null` selects the item too.
 */
export function selectClaims(claims: unknown, path: readonly (string | null)[]): readonly unknown[] {
  let selected: readonly unknown[] = [claims];
  for (const step of path) selected = selected.flatMap((value) => follow(value, step));
  return selected;
}

function follow(value: unknown, step: string | null): readonly unknown[] {
  if (step === null) return asList(value);
  return isJsonObject(value) && Object.hasOwn(value, step) ? [value[step]] : [];
}
