import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const file = new URL('../../openapi.yaml', import.meta.url);
const methods = ['get', 'put', 'post', 'patch', 'delete'];

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, ResponseObject | { readonly $ref: string }>>;
}
interface ResponseObject {
  readonly content?: Readonly<Record<string, unknown>>;
}

/** The contract, its schemas closed: an answer that says more than the file is as wrong as one that says less. */
export function readContract() {
  const document = closed(parse(readFileSync(file, 'utf8'))) as {
    paths: Record<string, Record<string, Operation>>;
    components: { responses: Record<string, ResponseObject> };
  };
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi');

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => ({ name: `${method.toUpperCase()} ${path}`, path, method })),
  );
  const validator = (pointer: string): ValidateFunction => ajv.compile({ $ref: `openapi#${pointer}` });

  return {
    operations: operations.map(({ name }) => name),
    /** The schema of that name, such as `BrowserState`. */
    schema: (name: string) => validator(`/components/schemas/${name}`),
    /** What the file says of an answer with that status and type; throws when it says nothing. */
    answer(name: string, status: number, type: string | undefined): ValidateFunction | undefined {
      const { path, method } = operations.find((operation) => operation.name === name) ?? missing(name);
      const responses = document.paths[path]?.[method]?.responses ?? missing(name);
      const key = String(status) in responses ? String(status) : 'default';
      const found = responses[key] ?? missing(`${name} ${status}`);
      const shared = '$ref' in found ? found.$ref.split('/').at(-1) : undefined;
      const { content = {} } = shared ? (document.components.responses[shared] ?? {}) : (found as ResponseObject);
      if (!type && Object.keys(content).length === 0) return undefined;
      if (!type || !(type in content)) missing(`${name} ${status} ${type}`);
      const at = shared ? `/components/responses/${shared}` : `/paths/${escape(path)}/${method}/responses/${key}`;
      return validator(`${at}/content/${escape(type)}/schema`);
    },
  };
}

const escape = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

function missing(what: string): never {
  throw new Error(`openapi.yaml does not know ${what}`);
}

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, closed(member)]));
  const isObjectSchema = copy['type'] === 'object' && 'properties' in copy && !('additionalProperties' in copy);
  return isObjectSchema ? { ...copy, additionalProperties: false } : copy;
}
