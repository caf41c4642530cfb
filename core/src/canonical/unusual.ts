/**
 * Thrown by the fast way for a document that it does not take: jsonld takes it instead, and judges it. It says nothing
 * about the document, and carries nothing, so that throwing it costs nothing.
 */
export const unusual: unique symbol = Symbol('left to jsonld');

export function leaveToJsonld(): never {
  throw unusual;
}
