import { createListFetch } from '@coop-credentials/core';
import { recognitionList } from '../config/readers.ts';
import { keepLook } from '../recognition/keep-look.ts';
import { fetchedSource } from '../recognition/look-at-list.ts';
import { UsageError, type Command } from './command.ts';
import { requireConfig } from './require-config.ts';
import { readFolderOptions } from './read-options.ts';
import { withStores } from './with-stores.ts';

export const listPin: Command = {
  summary:
    'follows a federation’s recognition list from now on; pinned again, it is looked for as if for the first time',
  usage: 'coop-verifier list pin NAME=URL#ANCHOR [--json]',
  run: async ({ args, configuration }) => {
    const { folder: text } = readFolderOptions(args, {});
    const pin = readPin(text);
    const { insecureFetch: insecureHosts } = requireConfig(configuration);
    return withStores({ configuration }, async ({ recognitionLists }) => {
      await recognitionLists.pin(pin, { byCommand: true, anew: true });
      const source = fetchedSource(pin.url, createListFetch({ insecureHosts }), {});
      const { said, problem, list } = await keepLook(recognitionLists, pin.name, source);
      return {
        exitCode: problem ? 1 : 0,
        json: { ...pin, ...(list && { title: list.title, seq: list.seq }), ...(problem && { problem }) },
        text: [`Pinned ${pin.name} (${pin.url}).`, said].join('\n'),
      };
    });
  },
};

function readPin(text: string) {
  try {
    return recognitionList(text);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
