import { isJsonObject } from '../parse/json-object.ts';

/**
 * Every value that a claims path points to (OpenID4VP 1.0 §7.1): a name goes into an object, a number into an array,
 * `null` into every item of one. A path that leads nowhere selects nothing.
 */
export function selectClaims(claims: unknown, path: readonly (string | number | null)[]): readonly unknown[] {
  let selected: readonly unknown[] = [claims];
  for (const step of path) selected = selected.flatMap((value) => follow(value, step));
  return selected;
}

function follow(value: unknown, step: string | number | null): readonly unknown[] {
  if (typeof step === 'string') return isJsonObject(value) && Object.hasOwn(value, step) ? [value[step]] : [];
  if (!Array.isArray(value)) return [];
  const items: readonly unknown[] = value;
  if (step === null) return items;
  return step < items.length ? [items[step]] : [];
}
