import type { Command } from './command.ts';
import { checkCertificate } from './doctor/check-certificate.ts';
import { checkClock } from './doctor/check-clock.ts';
import { checkListedSites } from './doctor/check-listed-sites.ts';
import { checkLists } from './doctor/check-lists.ts';
import { checkPublicUrl } from './doctor/check-public-url.ts';
import { checkPinnedKeys } from './doctor/check-pinned-keys.ts';
import { checkTrustedRoots } from './doctor/check-trusted-roots.ts';
import { checkState } from './doctor/check-state.ts';
import { checkVersions } from './doctor/check-versions.ts';
import { fault, type Finding } from './doctor/finding.ts';
import { describeSettings } from './doctor/describe-settings.ts';
import { readOptions } from './read-options.ts';

export const doctor: Command = {
  summary: 'shows every setting with its origin, and what is wrong with its cure',
  usage: 'coop-verifier doctor [--json]',
  run: async ({ args, configuration }) => {
    readOptions(args, {});
    const findings: Finding[] = [...checkVersions()];
    if (configuration.ok) {
      const { config } = configuration;
      findings.push({ check: 'configuration', ok: true, message: 'is valid' });
      findings.push(...(await checkState(config)), await checkClock(config));
      findings.push(...checkTrustedRoots(config, new Date()), ...(await checkPinnedKeys(config)));
      findings.push(await checkLists(config), ...(await checkListedSites(config, new Date())));
      findings.push(await checkPublicUrl(config));
      findings.push(checkCertificate(config));
    } else {
      const cure = 'Correct it or remove it: README.md of this package lists every setting.';
      findings.push(
        ...configuration.problems.map((message) => fault('configuration_invalid', 'configuration', message, cure)),
      );
    }

    const settings = configuration.ok ? describeSettings(configuration.config) : [];
    const ok = findings.every((finding) => finding.ok);
    return {
      exitCode: ok ? 0 : 1,
      json: { ok, settings, checks: findings },
      text: [
        ...settings.map(({ name, value, origin }) => `${name.padEnd(16)} ${value || '(none)'}  [${origin}]`),
        '',
        ...findings.flatMap(line),
      ].join('\n'),
    };
  },
};

function line({ check, ok, code, message, cure }: Finding): string[] {
  const first = `${ok ? 'ok   ' : 'WRONG'} ${check}: ${message}${code ? ` (${code})` : ''}`;
  return cure ? [first, `      → ${cure}`] : [first];
}
