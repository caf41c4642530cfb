import { hash } from 'node:crypto';
import { type Quad, quadLine } from './n-quads.ts';

/** What blank nodes are told apart by. */
export type Digest = 'sha256' | 'sha384';

/**
 * The labels of blank nodes, by their numbers, where the statements about each tell it from all others, which is nearly
 * always (RDFC-1.0 §4.4.3, steps 3 and 4). Undefined where two look alike: to label those is the library's work.
 */
export function labelBlankNodes(quads: readonly Quad[], count: number, digest: Digest): readonly string[] | undefined {
  if (count <= 1) return ['_:c14n0'];
  const hashes = Array.from({ length: count }, (_, node) => hashFirstDegreeQuads(quads, node, digest));
  const order = hashes.toSorted();
  if (new Set(order).size < count) return undefined;
  const positions = new Map(order.map((value, position) => [value, position]));
  return hashes.map((value) => `_:c14n${positions.get(value)}`);
}

/** RDFC-1.0 §4.6.3: the node itself is `_:a`, every other blank node `_:z`. */
function hashFirstDegreeQuads(quads: readonly Quad[], node: number, digest: Digest): string {
  const label = (other: number): string => (other === node ? '_:a' : '_:z');
  const lines: string[] = [];
  for (const quad of quads) {
    if (quad.subject === node || quad.object === node || quad.graph === node) lines.push(quadLine(quad, label));
  }
  return hash(digest, lines.sort().join(''), 'hex');
}
