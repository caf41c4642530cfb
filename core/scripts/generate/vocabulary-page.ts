import { type JsonSchema } from '../../src/profile/schemas/index.ts';

type Definition = string | { readonly '@id': string; readonly '@type'?: string };
interface Context {
  readonly '@context': Readonly<Record<string, unknown>>;
}

interface Claim {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

const XSD = 'http://www.w3.org/2001/XMLSchema#';

/**
 * The vocabulary as a page: each type with its claims. What a term means in words comes from the schemas,
 * what it is called elsewhere from the context. A claim that the context lacks stops the build.
 */
export function vocabularyPage(context: Context, schemas: Readonly<Record<string, JsonSchema>>): string {
  const types = Object.entries(schemas).map(([type, schema]) => typeSection(context, type, schema));
  return [
    '<!-- Generated from src/contexts/coop-credentials-v1.jsonld and src/profile/schemas by `npm run generate`. Do not edit. -->',
    '',
    '# Vocabulary of Co-op Credentials, version 1',
    '',
    'Context: `https://w3id.org/coop-credentials/v1`. Terms of our own begin with `https://w3id.org/coop-credentials/vocab#`; where schema.org has a term, it is that one.',
    '',
    ...types.flat().slice(0, -1),
    '',
  ].join('\n');
}

function typeSection(context: Context, type: string, schema: JsonSchema): string[] {
  const subject = schema.properties?.credentialSubject ?? {};
  return [
    `## ${type}`,
    '',
    `${schema.description} Type: \`${definitionOf(context, type)['@id']}\`. Schema: [${type}.json](schemas/${type}.json).`,
    '',
    '<!-- prettier-ignore -->',
    '| claim | needed | meaning | value | term |',
    '| --- | --- | --- | --- | --- |',
    ...claimsOf(subject).map((claim) => claimRow(context, claim)),
    '',
  ];
}

/** The claims of an object and, below each, those of the objects in it. */
function claimsOf({ properties = {}, required = [] }: JsonSchema, path = ''): Claim[] {
  return Object.entries(properties).flatMap(([name, schema]) => [
    { name: path + name, schema, isRequired: required.includes(name) },
    ...claimsOf(schema, `${path}${name}.`),
  ]);
}

function claimRow(context: Context, { name, schema, isRequired }: Claim): string {
  const term = name.split('.').at(-1)!;
  const definition = definitionOf(context, term);
  const cells = [
    `\`${name}\``,
    isRequired ? 'yes' : 'no',
    schema.description ?? '',
    valueOf(schema, definition),
    `\`${definition['@id']}\``,
  ];
  return `| ${cells.join(' | ')} |`;
}

function valueOf(schema: JsonSchema, definition: Exclude<Definition, string>): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.properties) return 'object';
  const datatype = definition['@type'];
  if (datatype === '@id') return 'URL';
  return datatype?.startsWith(XSD) ? `\`xsd:${datatype.slice(XSD.length)}\`` : [schema.type ?? ''].flat().join(' or ');
}

function definitionOf(context: Context, term: string): Exclude<Definition, string> {
  const definition = context['@context'][term] as Definition | undefined;
  if (definition === undefined) throw new Error(`The context defines no term "${term}".`);
  return typeof definition === 'string' ? { '@id': definition } : definition;
}
