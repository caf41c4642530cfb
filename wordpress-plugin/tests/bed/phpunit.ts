import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../scripts/local/temporary-folder.ts';

export interface PhpTest {
  readonly title: string;
  readonly outcome: 'passed' | 'skipped' | { readonly failure: string };
}

/** Runs one of our PHPUnit suites and gives back every test with its outcome. */
export function runPhpUnit(suite: 'unit' | 'integration', environment: Record<string, string> = {}): PhpTest[] {
  const folder = temporaryFolder();
  const report = join(folder.path, 'junit.xml');
  try {
    const { stdout, stderr } = spawnSync(
      'phpunit',
      ['-c', resolve(import.meta.dirname, '..', suite, 'phpunit.xml'), '--log-junit', report],
      { encoding: 'utf8', env: { ...process.env, ...environment } },
    );
    if (!existsSync(report)) throw new Error(`PHPUnit made no report:\n${stdout}${stderr}`);
    return readReport(readFileSync(report, 'utf8'));
  } finally {
    folder.remove();
  }
}

function readReport(xml: string): PhpTest[] {
  return [...xml.matchAll(/<testcase ([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs)].map(([, attributes = '', inside = '']) => {
    const attribute = (name: string): string =>
      unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    const failure = /<(?:failure|error|warning)\b[^>]*>(.*?)<\/(?:failure|error|warning)>/s.exec(inside)?.[1];
    return {
      title: `${attribute('class').replace(/_Test$/, '')}: ${readable(attribute('name'))}`,
      outcome:
        failure !== undefined ? { failure: unescape(failure) } : inside.includes('<skipped') ? 'skipped' : 'passed',
    };
  });
}

const readable = (name: string): string =>
  name
    .replace(/^test_/, '')
    .replaceAll('_', ' ')
    .replace(' with data set', ':');

const unescape = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&');
