import { daysLater, secondsLater } from '../../test/factories/clock.ts';
import {
  alder,
  anchor,
  birch,
  cedar,
  digestOf,
  dogwood,
  elm,
  entryOf,
  fir,
  listOf,
  nextOf,
  otherOperator,
  published,
  quorumOf,
  signedBy,
  type ListFiles,
} from '../../test/factories/recognition.ts';

/** One look at a list's server: what it had, when, and what comes of it. */
interface Look {
  readonly now: string;
  readonly files: ListFiles;
  /** `accepted`, or the code of the problem: what was known before is then kept. */
  readonly expect: string;
}

/** A recognition list as a site sees it over time. */
export interface RecognitionVector {
  readonly title: string;
  readonly anchor: string;
  readonly looks: readonly Look[];
}

const at = (when: Date, files: ListFiles, expect = 'accepted'): Look => ({ now: when.toISOString(), files, expect });
const now = secondsLater(0);
const hourLater = secondsLater(3_600);

/** Tampers with a file after it was signed. */
const changed = (document: unknown, changes: object): object => ({ ...(document as object), ...changes });

/**
 * Recognition lists that are accepted and refused, each refused one but for one thing an accepted one. By fixed keys, so
 * that the files are the same whenever they are made.
 */
export async function recognitionVectors(): Promise<Readonly<Record<string, RecognitionVector>>> {
  const first = listOf();
  const second = nextOf(first, { credentialSubject: [entryOf(), entryOf({ id: 'did:web:meadow.example' })] });
  const [one, two] = [await signedBy(first, [alder, birch]), await signedBy(second, [birch, cedar])];
  const [firstFiles, bothFiles] = [await published([one]), await published([one, two])];
  const after = (files: ListFiles, expect: string, when = hourLater) => [at(now, firstFiles), at(when, files, expect)];

  const other = listOf({ quorum: quorumOf([alder, birch, dogwood]) });
  const stranger = await signedBy(first, [alder, dogwood]);
  const fork = nextOf(first, { credentialSubject: [entryOf({ name: 'Another Co-op' })] });
  const skipping = await signedBy({ ...second, previousDigest: digestOf(other) }, [alder, birch]);
  const newQuorum = quorumOf([cedar, dogwood, elm]);
  const rotated = nextOf(first, { quorum: newQuorum });
  const again = nextOf(rotated, { quorum: quorumOf([dogwood, elm, fir], 3, otherOperator) });
  const rotations = [one, await signedBy(rotated, [alder, cedar, elm]), await signedBy(again, [dogwood, elm, fir])];
  const late = { issued: secondsLater(-25 * 3_600) };

  return {
    'first-look': look('A list that is fetched for the first time', [at(now, firstFiles)]),
    'next-sequence': look('A new sequence, signed by two others', after(bothFiles, 'accepted')),
    'two-at-once': look('Two sequences at the first look', [at(now, bothFiles)]),
    'three-signatures': look('More signatures than it takes', [
      at(now, await published([await signedBy(first, [alder, birch, cedar])])),
    ]),
    'rotated-twice': look('A quorum rotated twice while a site slept', [
      at(now, firstFiles),
      at(hourLater, await published(rotations, { key: otherOperator })),
    ]),
    'stale-later': look('A server whose freshness file is not renewed, within its time', [
      at(now, firstFiles),
      at(daysLater(3), firstFiles),
    ]),
    'server-ahead': look('A list in the middle of being published: the freshness file names the one before', [
      at(now, { ...bothFiles, 'fresh.json': firstFiles['fresh.json'] }),
    ]),
    'one-signature-short': look('k−1 signatures', [
      at(now, await published([await signedBy(first, [alder])]), 'list_quorum_missing'),
    ]),
    unsigned: look('No signature at all', [
      at(now, await published([await signedBy(first, [])]), 'list_quorum_missing'),
    ]),
    'same-trustee-twice': look('The same trustee twice', [
      at(now, await published([await signedBy(first, [alder, alder])]), 'list_trustee_repeated'),
    ]),
    'unknown-trustee': look('A signature by somebody else', [
      at(now, await published([stranger]), 'list_trustee_unknown'),
    ]),
    'borrowed-name': look('A key of somebody else under a trustee’s name', [
      at(
        now,
        await published([await signedBy(first, [alder, { ...birch, key: dogwood.key }])]),
        'list_trustee_unknown',
      ),
    ]),
    'changed-after-signing': look('An entry changed after it was signed', [
      at(
        now,
        await published([changed(one, { credentialSubject: [entryOf({ name: 'Thieves' })] }) as typeof one]),
        'list_signature_invalid',
      ),
    ]),
    'proof-of-another-kind': look('A proof for another purpose', [
      at(
        now,
        await published([
          { ...one, proof: one.proof.map((proof) => ({ ...proof, proofPurpose: 'authentication' as never })) },
        ]),
        'list_proof_invalid',
      ),
    ]),
    'another-list': look('Another federation’s list under this address', [
      at(now, await published([await signedBy({ ...other, anchor }, [alder, birch])]), 'list_other'),
    ]),
    'another-anchor': look('A list that says it is another one', [
      at(now, await published([await signedBy({ ...first, anchor: digestOf(first) }, [alder, birch])]), 'list_other'),
    ]),
    'misspelled-member': look('A member that nobody knows', [
      at(
        now,
        {
          ...firstFiles,
          '1.json': await signedBy({ ...first, validUntill: '2027-01-01T00:00:00Z' } as never, [alder, birch]),
        },
        'list_invalid',
      ),
    ]),
    'rolled-back': look('An older sequence, well signed', [
      at(now, bothFiles),
      at(hourLater, await published([one], { issued: secondsLater(3_000) }), 'list_seq_lower'),
    ]),
    forked: look('The same sequence with another content, well signed', [
      at(now, bothFiles),
      at(
        hourLater,
        await published([one, await signedBy(fork, [alder, birch])], { issued: secondsLater(3_000) }),
        'list_forked',
      ),
    ]),
    'forked-file': look('A file of the newest sequence that is not the one which the freshness file names', [
      at(now, { ...bothFiles, '2.json': await signedBy(fork, [alder, birch]) }, 'list_forked'),
    ]),
    'broken-chain': look(
      'A sequence that names another one before it',
      after(await published([one, skipping]), 'list_chain_broken'),
    ),
    'skipped-sequence': look('A file of a later sequence in the place of the next', [
      at(now, firstFiles),
      at(
        hourLater,
        { ...(await published(rotations, { key: otherOperator })), '2.json': rotations[2] },
        'list_chain_broken',
      ),
    ]),
    'rotated-by-the-new-alone': look(
      'New trustees that the old ones did not choose',
      after(await published([one, await signedBy(rotated, [dogwood, elm])]), 'list_quorum_missing'),
    ),
    'rotated-by-the-old-alone': look(
      'New trustees that did not agree',
      after(await published([one, await signedBy(rotated, [alder, birch])]), 'list_new_quorum_missing'),
    ),
    'stolen-trustee-key': look(
      'A new quorum by one old trustee alone',
      after(
        await published([
          one,
          await signedBy(nextOf(first, { quorum: quorumOf([alder, dogwood], 1) }), [alder, dogwood]),
        ]),
        'list_quorum_missing',
      ),
    ),
    'stolen-operator-key': look(
      'A list that the operator alone made',
      after(
        await published([one, await signedBy(nextOf(first, { validUntil: '2027-05-20T00:00:00Z' }), [])]),
        'list_quorum_missing',
      ),
    ),
    'not-fresh-at-first': look('A first look at a list that is a day and an hour old', [
      at(now, await published([one], late), 'list_not_fresh'),
    ]),
    'freshness-by-another': look('A freshness file by another key', [
      at(now, await published([one], { key: otherOperator }), 'list_freshness_invalid'),
    ]),
    'freshness-too-long': look('A freshness file that holds for eight days', [
      at(now, await published([one], { validUntil: daysLater(8).toISOString() }), 'list_freshness_invalid'),
    ]),
    'freshness-changed': look('A freshness file that was made younger', [
      at(
        now,
        { ...firstFiles, 'fresh.json': changed(firstFiles['fresh.json'], { issued: secondsLater(-60).toISOString() }) },
        'list_freshness_invalid',
      ),
    ]),
    'freshness-of-before': look('An older freshness file, of a server that was taken over', [
      at(now, await published([one], { issued: secondsLater(-600) })),
      at(hourLater, firstFiles, 'list_freshness_older'),
    ]),
    'freshness-of-the-future': look('A freshness file of tomorrow', [
      at(now, await published([one], { issued: daysLater(1) }), 'list_freshness_early'),
    ]),
    'not-valid-yet': look('A list that begins to hold tomorrow', [
      at(
        now,
        await published([await signedBy({ ...first, validFrom: daysLater(1).toISOString() }, [alder, birch])]),
        'list_not_yet_valid',
      ),
    ]),
    'clock-set-back': look('A site whose clock was set back by a day', [
      at(now, firstFiles),
      at(daysLater(-1), firstFiles, 'list_clock_set_back'),
    ]),
  };
}

const look = (title: string, looks: readonly Look[]): RecognitionVector => ({ title, anchor, looks });
