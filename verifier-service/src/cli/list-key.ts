import { makeTrusteeKey } from '../recognition/trustees/trustee-key.ts';
import type { Command } from './command.ts';
import { readNamedOptions } from './read-options.ts';

export const listKey: Command = {
  summary: 'makes a key for a trustee or an operator of recognition lists, in a file for its owner alone',
  usage: 'coop-verifier list key FILE [--json]',
  run: async ({ args }) => {
    const { name: file } = readNamedOptions(args, {}, 'a file');
    const { publicKeyMultibase } = await makeTrusteeKey(file);
    return {
      exitCode: 0,
      json: { file, publicKeyMultibase },
      text: `Made ${file}. Keep it offline, with a copy elsewhere. Its public half, for the list:\n\n  ${publicKeyMultibase}`,
    };
  },
};
