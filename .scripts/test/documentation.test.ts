import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What examples take as given. */
const given = `declare const presentation: unknown, text: string, token: string, expectedNonce: string, expectedAudience: string;
declare const policy: Policy;
declare function grant(holder: unknown): void;
`;

interface Example {
  readonly from: string;
  readonly code: string;
}

const inReadme = (from: string): readonly Example[] =>
  [...readFileSync(join(root, from), 'utf8').matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => ({ from, code }));

/** The `@example` of each comment, to its next tag or end. */
const inComments = (from: string): readonly Example[] =>
  [...readFileSync(join(root, from), 'utf8').matchAll(/@example\n((?: *\*(?! @|\/).*\n)+)/g)].map(([, lines = '']) => ({
    from,
    code: lines.replaceAll(/^ *\* ?/gm, ''),
  }));

/** What the package gives out, by name. */
const exported = [...readFileSync(join(root, 'core/src/index.ts'), 'utf8').matchAll(/export (type )?\{([^}]*)\}/g)]
  .flatMap(([, , names = '']) => names.split(','))
  .map((name) =>
    name
      .trim()
      .replace(/^type /, '')
      .split(' as ')
      .at(-1)!
      .trim(),
  )
  .filter((name) => name !== '');

/** With everything it takes as given, and what it uses of the package where it imports nothing itself. */
function module({ code }: Example): string {
  const used = code.includes('import ') ? 'Policy' : `${code} Policy`;
  const names = exported.filter((name) => new RegExp(`\\b${name}\\b`).test(used));
  return `import { ${names.map((name) => (name === 'Policy' ? 'type Policy' : name)).join(', ')} } from '@coop-credentials/core';\n${code}\n${given}export {};\n`;
}

describe('Examples in the documentation of core', function () {
  this.timeout(120_000);

  it('compile against what the package gives out', () => {
    const examples = [
      inReadme('core/README.md'),
      ...globSync('core/src/**/*.ts', { cwd: root }).map(inComments),
    ].flat();
    assert.ok(examples.length >= 4, 'the examples were not found');
    mkdirSync(join(root, '.cache'), { recursive: true });
    const folder = mkdtempSync(join(root, '.cache', 'examples-'));
    try {
      const files = examples.map((example, index) => {
        const file = join(folder, `example-${index}.ts`);
        writeFileSync(file, module(example));
        return file;
      });
      const { config } = ts.readConfigFile(join(root, 'core/tsconfig.json'), ts.sys.readFile);
      const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'core'));
      const unused = { noUnusedLocals: false, noUnusedParameters: false, composite: false, incremental: false };
      const types = globSync('core/types/**/*.d.ts', { cwd: root }).map((file) => join(root, file));
      const program = ts.createProgram([...files, ...types], { ...options, ...unused, noEmit: true, rootDir: root });
      const found = files.flatMap((file, index) => {
        const source = program.getSourceFile(file);
        const wrong = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
        return wrong.map(
          ({ messageText }) => `${examples[index]!.from}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
        );
      });
      assert.deepEqual(found, []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
