import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const plugin = resolve(import.meta.dirname, '..');
const sources = (folder: string, ends: RegExp): string[] =>
  readdirSync(join(plugin, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ends.test(name))
    .map((name) => readFileSync(join(plugin, folder, name), 'utf8'));

const php = sources('includes', /\.php$/);
const page = readFileSync(join(plugin, 'docs/hooks.md'), 'utf8');

/** What stands under a heading of the page, by hook. */
const documented = (heading: string): string[] =>
  [...(page.split(`\n## ${heading}`)[1]?.split('\n## ')[0] ?? '').matchAll(/^### `([^`]+)`$/gm)]
    .map(([, name]) => name ?? '')
    .sort();

/** The hooks of ours that are called so, whether their name stands there or in a constant of the class. */
function called(by: 'do_action' | 'apply_filters'): string[] {
  const names = php.flatMap((source) =>
    [...source.matchAll(new RegExp(`\\b${by}(?:_ref_array)?\\(\\s*(?:'([^']+)'|self::(\\w+))`, 'g'))].map(
      ([, literal, constant]) => literal ?? new RegExp(`const ${constant}\\s*=\\s*'([^']+)'`).exec(source)?.[1] ?? '?',
    ),
  );
  return [...new Set(names)].filter((name) => name === '?' || name.startsWith('coop_credentials_')).sort();
}

describe('the page about hooks', () => {
  it('has every filter, and no other', () => assert.deepEqual(documented('Filters'), called('apply_filters')));

  it('has every action, and no other', () => assert.deepEqual(documented('Actions'), called('do_action')));

  it('has everything that is planned by the clock, and nothing else', () => {
    const planned = php
      .filter((source) => /wp_schedule_|as_schedule_/.test(source))
      .flatMap((source) => [...source.matchAll(/const \w+\s*=\s*'(coop_credentials_(?!five_minutes)\w+)'/g)])
      .map(([, name]) => name ?? '');
    assert.deepEqual(documented('Planned by the clock'), planned.sort());
  });

  it('has every filter of the scripts, and no other', () => {
    const filters = sources('src', /\.js$/).flatMap((source) =>
      [...source.matchAll(/applyFilters\(\s*'([^']+)'/g)].map(([, name]) => name ?? ''),
    );
    assert.deepEqual(documented('In the admin screens'), filters.sort());
  });

  it('has every command of `wp coop-credentials`, and no other', () => {
    const command = php.find((source) => source.includes('final class Command')) ?? '';
    const methods = [...command.matchAll(/public function ([a-z]\w*)\(/g)].map(([, name]) => name ?? '');
    const named = [...page.matchAll(/^\| `wp coop-credentials (\w+)/gm)].map(([, name]) => name ?? '');
    assert.ok(methods.length > 4);
    assert.deepEqual([...new Set(named)].sort(), methods.sort());
  });
});
