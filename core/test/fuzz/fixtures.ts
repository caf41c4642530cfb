import { type PresentationExpectations } from '../../src/index.ts';
import { type CredentialFormat } from '../../src/profile/index.ts';
import {
  expectedAudience,
  expectedNonce,
  formats,
  issuedBadge,
  issuedCredential,
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
  readonly presentation: unknown;
  readonly expected: PresentationExpectations;
  /** Verifying it costs a hundred times as much as the others. */
  readonly isDear?: boolean;
}

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
  const sdJwt = { name: 'SD-JWT VC', presentation: await shownSdJwt(), expected: expecting() };
  return [...(await Promise.all([...own, ...suites, ...parts])), sdJwt];
}

async function of(
  name: string,
  credential: () => Promise<object>,
  format: CredentialFormat,
  issuer?: string,
): Promise<FuzzFixture> {
  return {
    name,
    presentation: await presentation({ format, credentials: [await credential()] }),
    expected: expecting(issuer),
  };
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
