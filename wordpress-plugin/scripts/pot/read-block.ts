import { type Message } from './read-calls.ts';

interface BlockMetadata {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
}

/** The sentences of a `block.json`, in the contexts in which WordPress looks their translations up. */
export function readBlock({ title, description, keywords = [] }: BlockMetadata): readonly Message[] {
  return [
    ...(title ? [{ text: title, context: 'block title' }] : []),
    ...(description ? [{ text: description, context: 'block description' }] : []),
    ...keywords.map((text) => ({ text, context: 'block keyword' })),
  ];
}
