import { updateList, VerificationError } from '@coop-credentials/core';
import { problemWords } from '../http/problem-words.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { listSource } from './list-source.ts';
import { readFolderOptions } from './read-options.ts';

export const listVerify: Command = {
  summary: 'walks a published list from its anchor as a site does, and says why a site would refuse it',
  usage: 'coop-verifier list verify FOLDER|URL|FILE --anchor ANCHOR [--json]',
  run: async ({ args, configuration }) => {
    const { folder: where, values } = readFolderOptions(args, { anchor: { type: 'string' } });
    const { anchor } = values;
    if (!anchor) throw new UsageError('--anchor is needed: what a site pins');
    const insecureHosts = configuration.ok ? configuration.config.insecureFetch : [];
    const source = listSource(where, insecureHosts);
    try {
      const { state } = await updateList(source, { anchor, now: new Date() });
      const { seq, digest, list } = state;
      return {
        exitCode: 0,
        json: { seq, digest, name: list.issuer.name },
        text: `${list.issuer.name}, sequence ${seq}: every sequence from the anchor on is signed, and it is fresh.`,
      };
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      throw new CommandError(error.code, problemWords(error.problem, 'list') ?? error.problem.title);
    }
  },
};
