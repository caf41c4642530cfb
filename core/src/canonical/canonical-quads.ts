import { type Digest, labelBlankNodes } from './label-blank-nodes.ts';
import { type Quad, quadLine } from './n-quads.ts';
import { type QuadReader } from './read-quads.ts';
import { leaveToJsonld } from './unusual.ts';

/** What a document states, in a form that only that has (RDFC-1.0); or, where that is harder, in N-Quads. */
export type Canonical = { readonly canonical: string } | { readonly nQuads: string };

type Statements = Pick<QuadReader, 'quads' | 'blankNodes' | 'mayRepeat' | 'hasNatives'>;

/** Writes statements in canonical form. */
export function canonicalQuads(read: Statements, digest: Digest): Canonical {
  const quads = read.mayRepeat ? withoutRepetition(read) : read.quads;
  const labels = labelBlankNodes(quads, read.blankNodes, digest);
  if (!labels) return { nQuads: quads.map((quad) => quadLine(quad, ownLabel)).join('') };

  const lines = quads.map((quad) => quadLine(quad, (node) => labels[node] as string)).sort();
  // Whether something may be there twice was not foreseen where it is.
  if (lines.some((line, index) => line === lines[index + 1])) leaveToJsonld();
  return { canonical: lines.join('') };
}

const ownLabel = (node: number): string => `_:b${node}`;

/** Text by text: jsonld also tells a number from the same number as a text, and then states it twice. */
function withoutRepetition({ quads, hasNatives }: Statements): readonly Quad[] {
  const byLine = new Map(quads.map((quad) => [quadLine(quad, ownLabel), quad]));
  if (byLine.size < quads.length && hasNatives) leaveToJsonld();
  return [...byLine.values()];
}
