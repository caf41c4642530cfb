import { makeStateDirectory } from '../secrets/key-file.ts';
import { rotateSecrets } from '../secrets/rotate-secrets.ts';
import { refuseMarked, refuseMovedAway } from '../store/move-mark.ts';
import { openDatabase } from '../store/open-database.ts';
import { CommandError, type Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';

export const secretsRotate: Command = {
  summary: 'adds a new secret key and puts everything that is sealed under it; the service may be running',
  usage: 'coop-verifier secrets rotate [--json]',
  run: async ({ args, configuration }) => {
    readOptions(args, {});
    const { stateDirectory, database, secretKeyFile } = requireConfig(configuration);
    makeStateDirectory(stateDirectory);
    refuseMovedAway(database);
    const db = await openDatabase(database, { schema: 'as-is', unhurried: true });
    try {
      await refuseMarked(db, database);
      const rotation = await rotateSecrets(db, secretKeyFile).catch((error: NodeJS.ErrnoException) => {
        if (noRoom.has(error.code ?? '')) throw noRoomFor(secretKeyFile);
        throw cannotWrite.has(error.code ?? '') ? notWritable(secretKeyFile) : error;
      });
      const { kid, added, rewrapped, removable } = rotation;
      return {
        exitCode: 0,
        json: { ...rotation, file: secretKeyFile },
        text: [
          `${added ? 'A new key' : 'The newest key'}, ${kid}, holds everything now; ${rewrapped} values were wrapped anew.`,
          `Back up ${secretKeyFile} before anything else.`,
          ...removable.map((old) => `The line ${old}: may be removed from it, once no older backup is to be restored.`),
        ].join('\n'),
      };
    } finally {
      await db.destroy();
    }
  },
};

const cannotWrite: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV']);
const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

function notWritable(file: string): CommandError {
  return new CommandError('secret_key_unwritable', `${file} cannot be replaced from here.`, [
    'Make it and its folder writable, or put a new kid:key line before the others by hand; then run this again.',
  ]);
}

/** The file is replaced whole, so that its disk holds both for a moment; it need not be the database's. */
function noRoomFor(file: string): CommandError {
  return new CommandError('disk_full', `There is no room on the disk of ${file}: nothing was changed.`, [
    'Make room on it, then run this again.',
  ]);
}
