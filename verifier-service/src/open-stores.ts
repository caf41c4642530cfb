import { createHmac } from 'node:crypto';
import { problem } from '@coop-credentials/core';
import { createChangesFeed } from './changes/changes-feed.ts';
import { createStatusPointers } from './changes/status-pointers.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createProgrammes } from './policies/programmes.ts';
import { makeStateDirectory } from './secrets/key-file.ts';
import { openSecrets, rememberedKids, secretMismatch } from './secrets/open-secrets.ts';
import { watchKeys } from './secrets/watch-keys.ts';
import { createResponseKeys } from './requests/response-keys.ts';
import { createSiteKeys } from './sites/create-site-keys.ts';
import { createSites } from './sites/create-sites.ts';
import { createAnswerStore } from './store/answer-store.ts';
import { createLedgerStore } from './store/ledger-store.ts';
import { createChangeStore } from './store/change-store.ts';
import { refuseMarked } from './store/move-mark.ts';
import { openDatabase, type OpenOptions } from './store/open-database.ts';
import { createPairingCodeStore } from './store/pairing-code-store.ts';
import { createRecognitionListStore } from './store/recognition-list-store.ts';
import { createPolicyStore } from './store/policy-store.ts';
import { createProgrammeStore } from './store/programme-store.ts';
import { createRequestStore } from './store/request-store.ts';
import { createSiteKeyStore } from './store/site-key-store.ts';
import { createSiteStore } from './store/site-store.ts';
import { createStandingStore } from './store/standing-store.ts';
import { createVerificationStore } from './store/verification-store.ts';
import { openTestWorld } from './try/test-world.ts';

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Opens state folder, database and secret key: all that outlives the process. */
export async function openStores(
  config: Pick<Config, 'stateDirectory' | 'database' | 'secretKeyFile' | 'publicUrl' | 'migrateAtStart'>,
  clock: Clock,
  { onDiskFailed }: Pick<OpenOptions, 'onDiskFailed'> = {},
) {
  makeStateDirectory(config.stateDirectory);
  const schema = config.migrateAtStart ? 'migrate' : 'require';
  const db = await openDatabase(config.database, { schema, onDiskFailed });
  try {
    await refuseMarked(db, config.database);
    const seal = await openSecrets(db, config.secretKeyFile);
    const keys = watchKeys(config.secretKeyFile);
    const changes = createChangeStore(db);
    await changes.epoch(); // Made now, so that reading the feed never writes.
    return {
      db,
      sites: createSites({ store: createSiteStore(db), seal, publicUrl: config.publicUrl, clock }),
      siteKeys: createSiteKeys({
        keys: createSiteKeyStore(db),
        codes: createPairingCodeStore(db),
        publicUrl: config.publicUrl,
        clock,
      }),
      testWorld: await openTestWorld(db, seal),
      policies: createPolicyStore(db),
      recognitionLists: createRecognitionListStore(db),
      programmes: createProgrammes({ store: createProgrammeStore(db), seal, clock }),
      redemptions: createLedgerStore(db, seal),
      requests: createRequestStore(db),
      answers: createAnswerStore(db),
      verifications: createVerificationStore(db),
      standings: createStandingStore(db),
      changes: createChangesFeed(changes),
      statusPointers: createStatusPointers(seal),
      /** Whether the secret keys are still those of the database: another process may have rotated them. */
      checkKeys: async () =>
        secretMismatch(keys(), await rememberedKids(db)) === undefined ? undefined : problem('secret_key_wrong'),
      responseKeys: createResponseKeys(seal),
      /** A name for a caller that tells nobody who it is, the same at every replica. */
      callerKey: (text: string) =>
        createHmac('sha256', keys()[0]!.key).update(`cc/1 caller ${text}`).digest('base64url'),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
