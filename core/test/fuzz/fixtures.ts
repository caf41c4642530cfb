import fc from 'fast-check';
import { type PresentationExpectations } from '../../src/index.ts';
import { type CredentialFormat } from '../../src/profile/index.ts';
import {
  expectedAudience,
  expectedNonce,
  formats,
  issuedBadge,
  issuedCredential,
  issuedSdJwt,
  presentation,
  revocable,
  revocationUrl,
  shownSdJwt,
  statusList,
} from '../factories/index.ts';
import { disclosed, selectiveSuites, signedBy, type SuiteKit, wholeSuites } from '../factories/suites.ts';
import { writtenRequirement, policyWith } from '../policy/policies.ts';

/** An accepted answer of one format. */
export interface FuzzFixture {
  readonly name: string;
  /** What the holder is to show; an SD-JWT VC as its text. */
  readonly credential: unknown;
  /** The holder shows it to whoever asks. */
  readonly show: (asked?: Asked) => Promise<unknown>;
  /** What is shown where nobody says otherwise. */
  readonly presentation: unknown;
  readonly expected: PresentationExpectations;
  /** Verifying it costs a hundred times as much as the others. */
  readonly isDear?: boolean;
}

export interface Asked {
  readonly nonce: string;
  readonly audience: string;
}

const asking: Asked = { nonce: expectedNonce, audience: expectedAudience };

/** One of them, the dear ones seldom. */
export const anyFixture = (fixtures: readonly FuzzFixture[]): fc.Arbitrary<FuzzFixture> =>
  fc.oneof(...fixtures.map((one) => ({ weight: one.isDear ? 1 : 100, arbitrary: fc.constant(one) })));

/** Each data model has lists of its own kind. */
const listOf = (format: CredentialFormat): string => `${revocationUrl}/${format}`;

export const fuzzLists = async (): Promise<ReadonlyMap<string, unknown>> =>
  new Map(
    await Promise.all(
      formats.map(async (format) => [listOf(format), await statusList({ format, url: listOf(format) })] as const),
    ),
  );

/** An accepted answer in every format that a gate takes. */
export async function fuzzFixtures(): Promise<readonly FuzzFixture[]> {
  const own = formats.flatMap((format) => [
    of(
      `membership, ${format}`,
      () => issuedCredential({ format, status: [{ ...revocable, list: listOf(format) }] }),
      format,
    ),
    of(`badge, ${format}`, () => issuedBadge({ format }), format),
  ]);
  const signing = wholeSuites.filter(({ purposes }) => purposes.includes('assertionMethod'));
  const suites = signing.map((kit) => of(kit.name, () => credentialBy(kit), kit.format, kit.controller));
  const parts = selectiveSuites.map(async (kit) => ({
    ...(await of(
      kit.name,
      async () => disclosed(kit, await credentialBy(kit), ['/credentialSubject/membershipClass']),
      kit.format,
      kit.controller,
    )),
    isDear: kit.name === 'bbs-2023',
  }));
  return Promise.all([...own, ...suites, ...parts, ofSdJwt()]);
}

async function of(
  name: string,
  credential: () => Promise<object>,
  format: CredentialFormat,
  issuer?: string,
): Promise<FuzzFixture> {
  const issued = await credential();
  const show = ({ nonce, audience } = asking) =>
    presentation({ format, credentials: [issued], challenge: nonce, domain: audience });
  return { name, credential: issued, show, presentation: await show(), expected: expecting(issuer) };
}

async function ofSdJwt(): Promise<FuzzFixture> {
  const credential = await issuedSdJwt();
  const show = (asked = asking) => shownSdJwt({ credential, ...asked });
  return { name: 'SD-JWT VC', credential, show, presentation: await show(), expected: expecting() };
}

function expecting(issuer?: string): PresentationExpectations {
  const require = issuer === undefined ? {} : { issuers: { allow: [{ id: issuer, name: 'A co-op' }] } };
  const policy = policyWith({ accept: [{ require: [{ ...writtenRequirement, ...require }] }], bbs: 'allow' });
  return { expectedNonce, expectedAudience, policy };
}

async function credentialBy(kit: SuiteKit): Promise<object> {
  const { proof: _, ...unsigned } = await issuedCredential({ format: kit.format });
  const memberOf = { id: kit.controller, type: 'Organization', name: 'A co-op' };
  const credentialSubject = { ...unsigned.credentialSubject, memberOf };
  return signedBy(kit.signing(), { ...unsigned, issuer: kit.controller, credentialSubject });
}
