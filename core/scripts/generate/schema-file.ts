import { type JsonSchema } from '../../src/profile/schemas/index.ts';

/** A list of plain values, as JSON.stringify breaks it over lines. */
const BROKEN_LIST = /\[\s+([^[\]{}]+?)\s+\]/g;

/** A JSON Schema as a file, its short lists on one line, as our formatter writes them. */
export function schemaFile(schema: JsonSchema): string {
  const onOneLine = (_list: string, items: string): string => `[${items.replace(/\s*\n\s*/g, ' ')}]`;
  return `${JSON.stringify(schema, null, 2).replace(BROKEN_LIST, onOneLine)}\n`;
}
