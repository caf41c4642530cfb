import { before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { cutPower } from '../../soak/power-cuts/power-cuts.ts';
import { record, type Recording } from '../../soak/power-cuts/record.ts';
import type { Step } from '../../soak/power-cuts/steps.ts';
import { whyNoTrace } from '../../soak/power-cuts/trace.ts';

const noTrace = whyNoTrace();

describe('a power cut', function () {
  this.timeout(300_000);
  if (noTrace !== undefined) {
    it.skip(`skipped: no process can be traced here (${noTrace})`);
    return;
  }
  let recording: Recording;
  before(async () => {
    recording = await record({ rounds: 2 });
  });

  it('loses nothing that was acknowledged, with only what was synced and with some more, ten times', async () => {
    // 200: `npm run soak -- power-cuts`.
    const outcome = await cutPower(recording, { cuts: 10, random: Math.random });
    console.log(`      ${JSON.stringify(outcome)}`);
    assert.deepEqual(outcome.wrong, []);
    assert.ok(outcome.syncs > 50 && outcome.toldBeforeCut > 5);
  });

  it('would be seen to lose what no sync came after: of the files, or of the names in their folders', async () => {
    const isOfFolder = (step: Step) => step.what === 'sync' && typeof step.of === 'string';
    const ofFiles = recording.steps.filter((step) => step.what !== 'sync' || isOfFolder(step));
    const ofFolders = recording.steps.filter((step) => !isOfFolder(step));
    for (const steps of [ofFiles, ofFolders]) {
      assert.ok(steps.length < recording.steps.length);
      const { wrong } = await cutPower({ ...recording, steps }, { cuts: 4, random: Math.random });
      assert.ok(wrong.length > 0);
    }
  });

  it('does lose writes of the real service where nobody waits for the disk', async () => {
    const loaded = new URL('../../soak/power-cuts/without-sync.ts', import.meta.url).pathname;
    const weak = await record({ rounds: 1, further: { NODE_OPTIONS: `--import=${loaded}` } });
    const { wrong } = await cutPower(weak, { cuts: 6, random: Math.random });
    assert.match(wrong.join('\n'), /only synced: (redemption|request|verification|policy|key|site) .+, not /);
  });
});
