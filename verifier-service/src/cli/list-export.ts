import { writeFileSync } from 'node:fs';
import { UsageError, type Command } from './command.ts';
import { listSource } from './list-source.ts';
import { readFolderOptions } from './read-options.ts';

export const listExport: Command = {
  summary: 'puts a published list into one file, for a service without a network to import',
  usage: 'coop-verifier list export FOLDER|URL --to FILE [--json]',
  run: async ({ args, configuration }) => {
    const { folder: where, values } = readFolderOptions(args, { to: { type: 'string' } });
    if (!values.to) throw new UsageError('--to is needed');
    const insecureHosts = configuration.ok ? configuration.config.insecureFetch : [];
    const source = listSource(where, insecureHosts);
    const freshness = (await source.freshness()) as { readonly seq: number };
    const sequences: Record<string, unknown> = {};
    for (let seq = 1; seq <= freshness.seq; seq += 1) sequences[seq] = await source.sequence(seq);
    writeFileSync(values.to, JSON.stringify({ type: 'CoopRecognitionBundle', version: 1, freshness, sequences }));
    return {
      exitCode: 0,
      json: { file: values.to, seq: freshness.seq },
      text: `Wrote ${values.to}, sequences 1 to ${freshness.seq}. Import it while it is fresh: a day, for a first time.`,
    };
  },
};
