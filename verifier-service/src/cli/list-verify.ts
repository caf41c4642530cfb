import { createListFetch, updateList, VerificationError, type ListSource } from '@coop-credentials/core';
import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import { fetchedSource } from '../recognition/look-at-list.ts';
import { openFolder } from '../recognition/trustees/list-folder.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readFolderOptions } from './read-options.ts';

export const listVerify: Command = {
  summary: 'walks a published list from its anchor as a site does, and says why a site would refuse it',
  usage: 'coop-verifier list verify FOLDER|URL --anchor ANCHOR [--json]',
  run: async ({ args, configuration }) => {
    const { folder: where, values } = readFolderOptions(args, { anchor: { type: 'string' } });
    const { anchor } = values;
    if (!anchor) throw new UsageError('--anchor is needed: what a site pins');
    const insecureHosts = configuration.ok ? configuration.config.insecureFetch : [];
    const source = /^https?:/.test(where)
      ? fetchedSource(where, createListFetch({ insecureHosts }), {})
      : folderSource(where);
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
      throw new CommandError(error.code, sayProblem(error));
    }
  },
};

/** What a web server would send of a trustees' folder. */
export function folderSource(path: string): ListSource {
  const folder = openFolder(path);
  return {
    freshness: async () => folder.publishedFile('fresh.json'),
    sequence: async (seq) => folder.publishedFile(`${seq}.json`),
  };
}

/** In the words of the one catalogue. */
export function sayProblem({ problem: { code, params = {} } }: VerificationError): string {
  const { what, next } = messages.problems[code];
  return `${what} ${next}`.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));
}
