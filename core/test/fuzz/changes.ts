import fc from 'fast-check';
import { changed, strangeChanges } from '../canonical/strange-changes.ts';
import { anyMutation, mutate } from '../mutate.ts';

/**
 * What is made of something accepted, as the JSON text that is posted.
 *
 * @param accepted a document, or a token as its text
 * @param wrap puts one or several of them into the message that they are sent in, which is changed with them
 */
export type Change = (accepted: unknown, wrap: (several: readonly unknown[]) => unknown) => string;

/** Eight in ten change the message, the rest are random JSON, alone or in its place. */
export const changes: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anyMutation, changedText()).map(([mutation, text]) => one(mutation, text)) },
  { weight: 4, arbitrary: fc.tuple(strangeChanges, changedText(), fc.nat(3)).map((parts) => strange(...parts)) },
  {
    weight: 1,
    arbitrary: randomJson().map(
      (value): Change =>
        (_, wrap) =>
          JSON.stringify(wrap([value])),
    ),
  },
  {
    weight: 1,
    arbitrary: randomJson().map(
      (value): Change =>
        () =>
          JSON.stringify(value),
    ),
  },
);

/** JSON-LD states the same by an item, by an array of it alone, and by saying it twice. */
export function stated(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = [...new Map(value.map((item) => [JSON.stringify(item), stated(item)])).values()];
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, stated(item)]));
}

type TextChange = (text: string) => string;

const one =
  (mutation: Parameters<typeof mutate>[1], change: TextChange): Change =>
  (accepted, wrap) =>
    JSON.stringify(typeof accepted === 'string' ? wrap([change(accepted)]) : mutate(wrap([accepted]), mutation));

const strange =
  (made: Parameters<typeof changed>[1], change: TextChange, copies: number): Change =>
  (accepted, wrap) =>
    JSON.stringify(
      typeof accepted === 'string'
        ? wrap(Array<string>(copies).fill(change(accepted)))
        : changed(wrap([accepted]), made),
    );

/** One character replaced, put in or taken out. */
function changedText(): fc.Arbitrary<TextChange> {
  const characters = fc.constantFrom('', 'A', 'B', '-', '_', '=', '~', '.', ' ', '\u0000');
  return fc.tuple(fc.nat(99_999), characters, fc.nat(1)).map(([place, character, taken]) => (text) => {
    const at = place % text.length;
    return text.slice(0, at) + character + text.slice(at + taken);
  });
}

function randomJson(): fc.Arbitrary<unknown> {
  return fc.jsonValue({ maxDepth: 4 });
}
