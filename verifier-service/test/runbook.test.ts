import { problemTable } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { measureProcess } from '../src/metrics/process-metrics.ts';
import { createServiceMetrics } from '../src/metrics/service-metrics.ts';
import { watchService } from '../src/metrics/watch-service.ts';
import { knownVariables } from '../src/config/variables.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const runbook = read('../docs/runbook.md');
const quoted = [...runbook.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '');

/** Every metric that a service tells, with the caches and threads it has in a process. */
function metricNames(): ReadonlySet<string> {
  const { registry } = createServiceMetrics();
  const none = { hits: 0, misses: 0, entries: 0, failed: 0, oldestAge: undefined };
  watchService(registry, {
    load: () => ({ alive: 0, busy: 0, queued: 0 }),
    caches: () => ({ recognised: none, others: none, statusLists: none }),
    isReady: () => Promise.resolve(true),
    recheckLag: () => Promise.resolve(0),
    unreadFor: () => Promise.resolve(0),
  });
  measureProcess(registry).stop();
  return new Set(registry.names());
}

describe('the runbook', () => {
  it('names metrics, codes and settings that there are', () => {
    const metrics = metricNames();
    const codes = new Set<string>(Object.keys(problemTable));
    const faults = read('../src/cli/doctor/finding.ts');
    const words = quoted.flatMap((text) => text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []);
    const isThere = (word: string) =>
      metrics.has(word) || codes.has(word) || faults.includes(`'${word}'`) || isEvent(word) || labelValues.has(word);
    assert.ok(words.length > 40);
    assert.deepEqual(
      [...new Set(words)].filter((word) => !isThere(word)),
      [],
    );

    const settings = quoted.flatMap((text) => text.match(/^[A-Z]+(?:_[A-Z]+)+$/g) ?? []);
    assert.ok(settings.length > 4);
    assert.deepEqual(
      settings.filter((name) => !knownVariables.has(name) && name !== OF_NODE),
      [],
    );
  });

  it('names commands that there are', () => {
    const main = read('../src/cli/main.ts');
    const commands = quoted.flatMap((text) => /^coop-verifier ([a-z]+(?: [a-z]+)?)/.exec(text)?.[1] ?? []);
    assert.ok(commands.length > 6);
    for (const command of commands) assert.match(main, new RegExp(`^  '?${command}'?: async`, 'm'), command);
  });

  it('leaves out no metric that somebody has to understand, and is a page', () => {
    const told = [...metricNames()].filter((name) => name.startsWith('coop_verifier_'));
    const README = read('../README.md');
    assert.deepEqual(
      told.filter((name) => !runbook.includes(name) && !README.includes(name)),
      [],
    );
    assert.ok(runbook.split('\n').length < 45);
  });
});

const OF_NODE = 'NODE_EXTRA_CA_CERTS';

const labelValues: ReadonlySet<string> = new Set(['did_recognised', 'status_list']);

/** A word that the service logs as `event`. */
function isEvent(word: string): boolean {
  const threads = ['thread_ended', 'thread_would_not_start'];
  if (threads.includes(word)) return read('../src/server.ts').includes('`thread_${event}`');
  return ['service.ts', 'http/warn-of-proxy.ts'].some((file) => read(`../src/${file}`).includes(`event: '${word}'`));
}
