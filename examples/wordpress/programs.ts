import { execFileSync } from 'node:child_process';

/** Whether this machine has what a WordPress needs; else there is Playground. */
export const hasPhpAndMariaDb = (): boolean =>
  runs('php', [
    '-r',
    'exit(extension_loaded("mysqli") && extension_loaded("zip") && PHP_VERSION_ID >= 80100 ? 0 : 1);',
  ]) &&
  runs('mariadbd', ['--version']) &&
  runs('mariadb', ['--version']);

function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
