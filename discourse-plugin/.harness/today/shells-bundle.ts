import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * The plugin's shells in one file that a browser runs, compiled as today's core does it (its frontend/asset-processor):
 * content-tag, Babel with decorators, templates compiled by ember-source; `assets`, `admin` and `test` are one tree.
 * Core itself is the small fake in ./core; Ember is the real one.
 */
const plugin = resolve(import.meta.dirname, '../..');
const trees = ['assets/javascripts', 'admin/assets/javascripts'].map((tree) => join(plugin, tree));
const fakes = join(import.meta.dirname, 'core');
const tools = createRequire(join(plugin, '.lint/package.json'));
const extensions = ['', '.js', '.gjs', '.hbs', '/index.js', '/index.gjs'];

interface Babel {
  transformAsync(code: string, options: object): Promise<{ readonly code: string }>;
}
interface ContentTag {
  readonly Preprocessor: new () => { process(code: string, options: object): { readonly code: string } };
}

export async function bundleShells(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: await entry(), resolveDir: fakes, sourcefile: 'entry.js' },
    bundle: true,
    write: false,
    format: 'iife',
    plugins: [todaysCore()],
    define: { 'import.meta.env.DEV': 'false' },
    conditions: ['production'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** What core's virtual entrypoint is: every module of the plugin by its name, and the application that takes them. */
async function entry(): Promise<string> {
  const modules = trees.flatMap((tree) => globSync('**/*.{js,gjs,hbs}', { cwd: tree }).map((file) => ({ tree, file })));
  const imports = modules.map(({ tree, file }, at) => `import * as m${at} from ${JSON.stringify(join(tree, file))};`);
  const names = modules.map(({ file }, at) => `${JSON.stringify(file.replace(/\.\w+$/, ''))}: m${at},`);
  const globals = 'import "decorator-transforms/globals";'; // as core has it, for all its plugins
  return `${globals}\n${imports.join('\n')}\nimport { start } from './application.gjs';\nstart({ ${names.join('\n')} });`;
}

function todaysCore(): Plugin {
  return {
    name: 'todays-core',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ path, importer, resolveDir }) => {
        const from = importer ? dirname(importer) : resolveDir;
        return { path: inTrees(resolve(from, path)) ?? undefined };
      });
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path: bare(path) }));
      onLoad({ filter: /\.(gjs|hbs)$/ }, async ({ path }) => ({ contents: await compile(path), loader: 'js' }));
      onLoad({ filter: /\.js$/ }, async ({ path }) =>
        path.includes('/node_modules/') ? undefined : { contents: await compile(path), loader: 'js' },
      );
    },
  };
}

/** A file, looked for in each tree at the same place, with core's extensions. */
function inTrees(path: string): string | undefined {
  const tree = trees.find((one) => path.startsWith(`${one}/`));
  const places = tree ? trees.map((one) => join(one, relative(tree, path))) : [path];
  return places.flatMap((place) => extensions.map((end) => place + end)).find(isFile);
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** Ember's own modules come from ember-source; everything else that core offers, from the fake. */
function bare(name: string): string {
  const fake = extensions.map((end) => join(fakes, name + end)).find(isFile);
  if (fake) return fake;
  const ember = join(dirname(tools.resolve('ember-source/package.json')), 'dist/prod/packages', name);
  return extensions.map((end) => ember + end).find(isFile) ?? tools.resolve(name);
}

async function compile(path: string): Promise<string> {
  const babel = tools('@babel/core') as Babel;
  const { Preprocessor } = tools('content-tag') as ContentTag;
  const source = readFileSync(path, 'utf8');
  const filename = relative(plugin, path);
  const code = path.endsWith('.gjs')
    ? new Preprocessor().process(source, { filename }).code
    : path.endsWith('.hbs')
      ? `import { hbs } from "ember-cli-htmlbars"; export default hbs(${JSON.stringify(source)});`
      : source;

  const { code: compiled } = await babel.transformAsync(code, {
    filename,
    configFile: false,
    babelrc: false,
    plugins: [
      [tools.resolve('decorator-transforms'), { runEarly: true }],
      [
        tools.resolve('babel-plugin-ember-template-compilation'),
        {
          compilerPath: tools.resolve('ember-source/ember-template-compiler/index.js'),
          enableLegacyModules: ['ember-cli-htmlbars'],
        },
      ],
    ],
  });
  return compiled;
}
