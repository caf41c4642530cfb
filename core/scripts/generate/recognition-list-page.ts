import { type ListSchema, listJsonSchema } from '../../src/recognition/list-json-schema.ts';

interface Row {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly schema: ListSchema;
}

/** Every member of a list as a page, from the schema's own words; a member without words stops the build. */
export function recognitionListPage(): string {
  const rows = rowsOf(listJsonSchema).map(({ name, isNeeded, schema }) => {
    if (!schema.description) throw new Error(`The list's schema says nothing of ${name}.`);
    return `| \`${name}\` | ${isNeeded ? 'yes' : 'no'} | ${schema.description} |`;
  });
  return `${[
    '<!-- Generated from src/recognition/list-json-schema.ts by `npm run generate`. Do not edit. -->',
    '',
    '# Recognition list, version 1',
    '',
    'A recognition list says whose members a federation of co-ops recognises, and why. Trustees sign it together; sites follow it. It is a `RecognizedEntityCredential` of the W3C’s draft with members of our own. Schema: [CoopRecognitionList.json](schemas/CoopRecognitionList.json). Lists that are accepted and refused: [test vectors](../test/vectors/recognition).',
    '',
    '## Files',
    '',
    'A federation’s web server has, in one folder: `1.json`, `2.json` and so on, which never change; `current.json`, the newest once more, for people; and `fresh.json`, by the operator, which names the newest sequence and its digest. A site fetches `fresh.json`, then walks each sequence that it does not know. A list is fresh for a day after `fresh.json` was issued, stale until that file’s own end (a week at most), then expired: nobody new gets in by it, who is in stays.',
    '',
    'The first look must find a fresh list. After it, a lower sequence, the same one with another digest, a step that does not follow or has too few signatures, an older freshness file, and a clock that was set back are each refused with [a code of their own](problems.md), and what was known stays in use.',
    '',
    '## Members',
    '',
    '<!-- prettier-ignore -->',
    '| member | needed | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'Anything else is refused: a member that is misspelled would otherwise be passed over.',
    '',
    '## `fresh.json`',
    '',
    '`type` (`CoopRecognitionFreshness`), `version` (1), `anchor`, `seq`, `digest` (of that sequence), `issued`, `validUntil` (at most seven days later), and one proof, `eddsa-jcs-2022`, by `did:key:<operatorKey>#<operatorKey>`.',
  ].join('\n')}\n`;
}

function rowsOf({ properties = {}, required = [], items, oneOf = [] }: ListSchema, path = ''): Row[] {
  const own = Object.entries(properties).flatMap(([name, schema]) => [
    { name: path + name, isNeeded: required.includes(name), schema },
    ...rowsOf(schema, `${path}${name}.`),
  ]);
  const inner = items ? rowsOf(items, path.replace(/\.$/, '[].')) : [];
  const others = oneOf.flatMap((one) => rowsOf(one, path));
  const all = [...own, ...inner, ...others];
  return all.filter(({ name, schema }, index) => {
    const first = all.findIndex((row) => row.name === name);
    return first === index || all[first]?.schema.description !== schema.description;
  });
}
