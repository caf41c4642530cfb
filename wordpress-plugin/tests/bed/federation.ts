import { createListFetch, type RecognitionEntry } from '@coop-credentials/core';
import { startFederation } from '../../../verifier-service/test/recognition/federation.ts';
import { startTestService } from '../../../verifier-service/test/bed/service.ts';

/** A federation whose two of three trustees publish a list with these co-ops, and a service that follows it. */
export async function startFollowedList(siteUrl: string, entries: readonly Partial<RecognitionEntry>[]) {
  const federation = await startFederation();
  await federation.propose(
    ...entries.flatMap((entry, index) => ['--entry', federation.file(`entry-${index}.json`, { ...usual, ...entry })]),
    ...[...federation.decided, '--minutes', 'https://autumn.example/minutes/14'],
  );
  await sign();
  // In this process, so that its clock can be moved.
  const service = await startTestService({
    environment: { RECOGNITION_LISTS: `autumn=${federation.url}#${federation.anchor}` },
    fetchList: createListFetch({ insecureHosts: [`localhost:${federation.port}`] }),
  });
  service.pass(Date.now() - service.clock().getTime());
  await service.lookAtLists();
  let stopped: PromiseLike<void> | undefined;
  const { key } = await service.addSite('Autumn Federation', siteUrl);
  return {
    federation,
    service,
    key,
    /** What was proposed is signed, published and seen by the service. */
    publish: async () => {
      await sign();
      await service.lookAtLists();
    },
    stopService,
    stop: async () => {
      await stopService();
      federation[Symbol.dispose]();
    },
  };

  async function stopService(): Promise<void> {
    await (stopped ??= service[Symbol.asyncDispose]());
  }

  async function sign(): Promise<void> {
    await federation.sign('Alder');
    await federation.sign('Birch');
    await federation.publish();
  }
}

const usual = {
  recognizedTo: [
    { type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopMembershipCredential'], onBehalfOf: [] },
  ],
  validFrom: '2026-03-01T00:00:00Z',
  evidence: [{ name: 'harvest.coop', url: 'https://harvest.coop/' }, { name: 'register 12345' }],
} satisfies Partial<RecognitionEntry>;
