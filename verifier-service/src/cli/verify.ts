import { createGuardedFetch, createStatusListFetch } from '@coop-credentials/core';
import type { Command } from './command.ts';
import { explainResult } from './verify/explain-result.ts';
import { judgeFile } from './verify/judge-file.ts';
import { verifyHelp } from './verify/verify-help.ts';
import { readVerifyOptions } from './verify/verify-options.ts';

const exitCodes = { accepted: 0, rejected: 1, inconclusive: 2 } as const;

export const verify: Command = {
  summary: 'judges a credential or presentation in a file and explains each check (0 accepted, 1 not, 2 undecided)',
  usage:
    'coop-verifier verify FILE [--now TIME] [--policy FILE] [--nonce TEXT] [--audience TEXT] [--status offline|online]' +
    ' [--trusted-roots FILE]… [--list NAME=FILE#ANCHOR]… [--documents FOLDER] [--proofs-only] [--json]',
  details: verifyHelp,
  faultExitCode: 3,
  run: async ({ args, configuration }) => {
    // A support person may run it anywhere: where no service is configured, nothing is fetched over http.
    const insecureHosts = configuration.ok ? configuration.config.insecureFetch : [];
    const options = await readVerifyOptions(args, insecureHosts);
    const judged = await judgeFile(options, {
      fetchJson: createGuardedFetch({ insecureHosts }),
      fetchStatusList: createStatusListFetch({ insecureHosts }),
    });
    return {
      exitCode: exitCodes[judged.result.outcome],
      json: judged.result,
      text: explainResult(judged, options),
    };
  },
};
