import { keepLook } from '../recognition/keep-look.ts';
import { UsageError, type Command } from './command.ts';
import { readBundle } from './list-source.ts';
import { readFolderOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';
import { withStores } from './with-stores.ts';

export const listImport: Command = {
  summary: 'takes a pinned list from a file, where there is no network; it is judged as if it had been fetched',
  usage: 'coop-verifier list import NAME --from FILE [--json]',
  run: async ({ args, configuration }) => {
    const { folder: name, values } = readFolderOptions(args, { from: { type: 'string' } });
    if (!values.from) throw new UsageError('--from is needed');
    const source = readBundle(values.from);
    const configured = requireConfig(configuration).recognitionLists.find((list) => list.name === name);
    return withStores({ configuration }, async ({ recognitionLists }) => {
      if (configured) await recognitionLists.pin(configured, { byCommand: false, anew: false });
      const { said, problem, list } = await keepLook(recognitionLists, name, source);
      return {
        exitCode: problem ? 1 : 0,
        json: { name, ...(list && { title: list.title, seq: list.seq }), ...(problem && { problem }) },
        text: said,
      };
    });
  },
};
