import { randomInt } from 'node:crypto';
import type { Certificate, Certificates } from '../certificate/certificate.ts';
import { problemError } from '../problem.ts';
import { newId, newToken } from '../secrets/tokens.ts';
import { parseReturnUrl } from '../sites/return-url.ts';
import type { Site } from '../sites/site.ts';
import { askedHandle } from './asked-handle.ts';
import type { RequestDependencies } from './dependencies.ts';
import { handleWords } from './handle-words.ts';
import type { ClientIdPrefix, Flow, Handle, PresentationRequest } from './presentation-request.ts';
import type { OpenedRequest, OpenInput } from './requests.ts';
import { OPEN_FOR } from './times.ts';

/** Opens a request under the newest version of a policy, with a handle for each way that it may be answered. */
export function openRequest({
  requests,
  policies,
  publicUrl,
  testWorld,
  responseKeys,
  certificates,
  lists,
  clock,
}: Pick<
  RequestDependencies,
  'requests' | 'policies' | 'publicUrl' | 'testWorld' | 'responseKeys' | 'certificates' | 'lists' | 'clock'
>) {
  return async (site: Site, input: OpenInput): Promise<OpenedRequest> => {
    const returnUrl = parseReturnUrl(input.returnUrl, site.url);
    if (!returnUrl) {
      throw problemError('return_url_invalid', { detail: `It must be within ${site.url}, without a fragment.` });
    }
    const stored = await policies.find(site.id, input.policy);
    if (!stored) throw problemError('policy_unknown');

    const { policy } = stored;
    const crossDevice = policy.crossDevice === 'allow';
    const now = clock().getTime();
    const clientIdPrefix = input.clientIdPrefix ?? 'decentralized_identifier';
    const certificate = isOfCertificate(clientIdPrefix) ? validCertificate(certificates, now) : undefined;
    const request: PresentationRequest = {
      id: newId('pr'),
      siteId: site.id,
      policy: { id: stored.id, version: stored.version },
      subject: input.subject,
      returnUrl,
      ...(input.locale && { locale: input.locale }),
      test: input.test ?? false,
      clientIdPrefix,
      ...(certificate && clientIdPrefix === 'x509_hash' && { certificateHash: certificate.hash }),
      responseMode: input.responseMode ?? 'direct_post',
      requestUriMethod: input.requestUriMethod ?? 'get',
      ...(crossDevice && { matchCode: newMatchCode() }),
      state: 'open',
      createdAt: now,
      expiresAt: now + OPEN_FOR,
      tries: 0,
    };
    const isEncrypted = request.responseMode === 'direct_post.jwt';
    const newHandle = (flow: Flow, { isInteraction = false } = {}): Handle => {
      const token = newToken();
      const key = isEncrypted && { responseKeySealed: responseKeys.make(token) };
      return { token, flow, ...handleWords(token), isInteraction, ...key };
    };
    const handles = {
      sameDevice: newHandle('same-device'),
      ...(crossDevice && { crossDevice: newHandle('cross-device') }),
      // VCALM encrypts nothing: where answers must be encrypted, that door is not there.
      ...(crossDevice && !isEncrypted && { interaction: newHandle('cross-device', { isInteraction: true }) }),
    };
    const browserToken = newToken();
    await requests.insert(request, Object.values(handles), browserToken);

    const asked = (handle: Handle) =>
      askedHandle({ publicUrl, testWorld, responseKeys, lists, clock }, { handle, request, policy, site });
    return {
      request,
      sameDevice: asked(handles.sameDevice),
      ...(handles.crossDevice && { crossDevice: asked(handles.crossDevice) }),
      ...(handles.interaction && { interaction: asked(handles.interaction) }),
      browserToken,
    };
  };
}

const isOfCertificate = (prefix: ClientIdPrefix) => prefix === 'x509_san_dns' || prefix === 'x509_hash';

function validCertificate(certificates: Certificates, now: number): Certificate {
  const certificate = certificates.current();
  if (!certificate) throw problemError('certificate_missing');
  if (certificate.validUntil <= now) throw problemError('certificate_ended');
  return certificate;
}

/** Four digits, `48 21`: for a person to compare on two screens, not a secret. */
function newMatchCode(): string {
  return String(randomInt(10_000)).padStart(4, '0').replace(/^../, '$& ');
}
