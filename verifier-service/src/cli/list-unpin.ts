import { CommandError, type Command } from './command.ts';
import { readNamedOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';
import { withStores } from './with-stores.ts';

export const listUnpin: Command = {
  summary: 'follows a recognition list no more: nobody gets in by it, and who is in goes by each policy',
  usage: 'coop-verifier list unpin NAME [--json]',
  run: async ({ args, configuration }) => {
    const { name } = readNamedOptions(args, {}, 'the name of a list');
    if (requireConfig(configuration).recognitionLists.some((list) => list.name === name)) {
      throw new CommandError('list_configured', `RECOGNITION_LISTS names ${name}: take it out there.`);
    }
    return withStores({ configuration }, async ({ recognitionLists }) => {
      if (!(await recognitionLists.unpin(name))) throw new CommandError('list_unknown', `No list ${name} is pinned.`);
      return { exitCode: 0, json: { name }, text: `${name} is not followed any more.` };
    });
  },
};
