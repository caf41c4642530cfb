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
  const hashes = statementsAbout(quads, count).map((about, node) => hashFirstDegreeQuads(about, node, digest));
  const order = hashes.toSorted();
  if (new Set(order).size < count) return undefined;
  const positions = new Map(order.map((value, position) => [value, position]));
  return hashes.map((value) => `_:c14n${positions.get(value)}`);
}

/** Of each blank node the statements that it is in, each once. */
function statementsAbout(quads: readonly Quad[], count: number): readonly (readonly Quad[])[] {
  const about = Array.from({ length: count }, (): Quad[] => []);
  for (const quad of quads) {
    const { subject, object, graph } = quad;
    if (typeof subject === 'number') about[subject]!.push(quad);
    if (typeof object === 'number' && object !== subject) about[object]!.push(quad);
    if (typeof graph === 'number' && graph !== subject && graph !== object) about[graph]!.push(quad);
  }
  return about;
}

/** RDFC-1.0 §4.6.3: the node itself is `_:a`, every other blank node `_:z`. */
function hashFirstDegreeQuads(about: readonly Quad[], node: number, digest: Digest): string {
  const label = (other: number): string => (other === node ? '_:a' : '_:z');
  const lines = about.map((quad) => quadLine(quad, label)).sort();
  return hash(digest, lines.join(''), 'hex');
}
