/** A sentence that is to be translated. */
export interface Message {
  readonly text: string;
  readonly plural?: string;
  readonly context?: string;
  /** For translators. */
  readonly comment?: string;
}

/** Which argument is what, by the name of the function. */
const functions: Readonly<Record<string, readonly ('text' | 'plural' | 'context' | 'count')[]>> = {
  __: ['text'],
  _e: ['text'],
  esc_html__: ['text'],
  esc_html_e: ['text'],
  esc_attr__: ['text'],
  esc_attr_e: ['text'],
  _x: ['text', 'context'],
  esc_html_x: ['text', 'context'],
  esc_attr_x: ['text', 'context'],
  _n: ['text', 'plural', 'count'],
  _nx: ['text', 'plural', 'count', 'context'],
};

/** A call, also as a bundler writes it: `(0,i.__)(`. */
const call = /(?<![\w$])(_[_enx]|_nx|esc_(?:html|attr)_(?:_|e|x))\)?\(\s*/g;
const comment = /\/\*+\s*(translators:[\s\S]*?)\s*\*\//gi;

/** Every sentence of PHP or JavaScript that goes through a translating function with our text domain. */
export function readCalls(source: string, domain: string): readonly Message[] {
  const comments = [...source.matchAll(comment)].map(({ index, 0: whole, 1: said = '' }) => ({
    end: index + whole.length,
    said: said.replace(/\s+/g, ' '),
  }));
  return [...source.matchAll(call)].flatMap(({ index, 0: whole, 1: name = '' }) => {
    const roles = functions[name] ?? [];
    const found = readArguments(source, index + whole.length, roles);
    if (found?.domain !== domain) return [];
    const near = comments.findLast(({ end }) => end <= index && isNear(source.slice(end, index)));
    return [{ ...found.message, ...(near && { comment: near.said }) }];
  });
}

/** Between the note and its call stands no other sentence: at most the outer call, such as `sprintf(`. */
const isNear = (between: string): boolean => between.length < 200 && !/[;}]|__\)?\(/.test(between);

function readArguments(
  source: string,
  start: number,
  roles: readonly string[],
): { message: Message; domain: string } | undefined {
  const values: Record<string, string> = {};
  let at = start;
  for (const role of roles) {
    const argument = role === 'count' ? readExpression(source, at) : readString(source, at);
    if (argument === undefined) return undefined;
    if (role !== 'count') values[role] = argument.value;
    at = argument.end;
  }
  const domain = readString(source, at)?.value;
  const { text, ...more } = values;
  return text === undefined || domain === undefined ? undefined : { message: { text, ...more }, domain };
}

/** What escapes stand for, where it is not the character itself. */
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** A quoted string with the comma after it. */
function readString(source: string, at: number): { value: string; end: number } | undefined {
  const literal = /\s*(?:'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"|`((?:[^`\\$]|\\[\s\S])*)`)\s*,?/y;
  literal.lastIndex = at;
  const found = literal.exec(source);
  if (!found) return undefined;
  const raw = found[1] ?? found[2] ?? found[3] ?? '';
  const value = raw.replace(
    /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi,
    (_whole, braced?: string, four?: string, two?: string, other = '') => {
      const code = braced ?? four ?? two;
      return code === undefined
        ? (escapes[other as string] ?? (other as string))
        : String.fromCodePoint(parseInt(code, 16));
    },
  );
  return { value, end: literal.lastIndex };
}

/** Anything up to the comma that ends it, whatever brackets it has. */
function readExpression(source: string, at: number): { value: string; end: number } | undefined {
  let depth = 0;
  for (let end = at; end < source.length; end += 1) {
    const sign = source[end] ?? '';
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (depth < 0) return undefined;
    if (sign === ',' && depth === 0) return { value: source.slice(at, end), end: end + 1 };
  }
  return undefined;
}
