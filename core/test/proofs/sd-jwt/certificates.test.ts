import { Extension, KeyUsageFlags, KeyUsagesExtension } from '@peculiar/x509';
import { before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier } from '../../../src/index.ts';
import { alternativeNames, namesIssuer, soleIssuer } from '../../../src/proofs/sd-jwt/alternative-names.ts';
import { certificateUse } from '../../../src/proofs/sd-jwt/certificate-extensions.ts';
import { daysLater, handMade, harvest, harvestDid, meadow, ports, secondsLater } from '../../factories/index.ts';
import { expected, judge, wordFor } from '../../gate.ts';
import { brainpool, certificate, unreadableKey, type Certified } from './certificates.ts';

const uri = (value: string) => ({ type: 'url', value }) as const;

describe('An SD-JWT VC with a certificate', () => {
  let root: Certified;
  let between: Certified;
  let leaf: Certified;

  before(async () => {
    root = await certificate({ name: 'Federation root', ca: true });
    between = await certificate({ name: 'Issuing', ca: true, by: root });
    leaf = await certificate({ name: 'Harvest', by: between, names: [uri(harvestDid)] });
  });

  /** The membership signed by that leaf, under a gate that pins these. */
  async function wordOf(by: Certified, x5c: unknown, pinned: readonly string[] = [root.pem], payload: object = {}) {
    const header = { kid: undefined, x5c };
    const shown = await handMade({ issuerKey: by.tokenKey, header, payload: { ...payload } });
    const verifier = createVerifier(ports(), { trustedRoots: pinned });
    return wordFor(verifier.verifyPresentation({ bare: shown }, expected));
  }
  const chain = (...certified: Certified[]) => certified.map(({ der }) => der);

  it('is taken where its chain leads to a pinned root, and its name is the issuer', async () => {
    assert.equal(await wordOf(leaf, chain(leaf, between)), 'accepted');
    assert.equal(await wordOf(leaf, chain(leaf, between, root)), 'accepted');
    assert.equal(await wordOf(leaf, chain(leaf), [between.pem]), 'accepted');
    assert.equal(await wordOf(leaf, chain(leaf, between), [leaf.pem]), 'accepted', 'a pinned leaf counts');
    const further = await certificate({ name: 'Further', ca: true, by: between });
    const deep = await certificate({ name: 'Deep', by: further, names: [uri(harvestDid)] });
    assert.equal(await wordOf(deep, chain(deep, further, between, root)), 'accepted');
  });

  it('is judged up to the first pinned certificate alone', async () => {
    const over = await certificate({ name: 'Over', ca: true, notAfter: daysLater(-1) });
    assert.equal(await wordOf(leaf, chain(leaf, between, over), [between.pem]), 'accepted');
    const below = await certificate({ name: 'Below', by: over, names: [uri(harvestDid)] });
    assert.equal(await wordOf(below, chain(below), [below.pem, over.pem]), 'accepted');
    assert.equal(await wordOf(below, chain(below), [over.pem]), 'certificate_not_valid_now');
  });

  it('is verified by the kinds of key that tokens may have', async () => {
    const edwards = await certificate({ name: 'Ed', by: between, names: [uri(harvestDid)], algorithm: 'Ed25519' });
    assert.equal(await wordOf(edwards, chain(edwards, between)), 'accepted');
    const rsa = await certificate({ name: 'RSA', by: between, names: [uri(harvestDid)], algorithm: 'RSA' });
    const signed = { ...rsa, tokenKey: leaf.tokenKey };
    assert.equal(await wordOf(signed, chain(rsa, between)), 'key_type_unsupported');
  });

  it('is refused, and nothing else happens, where its key or its issuer’s is of no kind that Node knows', async () => {
    const verifier = createVerifier(ports());
    for (const der of [brainpool, unreadableKey]) {
      const shown = await handMade({ header: { kid: undefined, x5c: [der] } });
      const [found] = await verifier.verifyProofs(shown);
      assert.equal(found && 'problem' in found && found.problem.code, 'key_type_unsupported');
      assert.equal(await wordOf(leaf, [der]), 'certificate_not_trusted');
      assert.equal(await wordOf(leaf, [der, der]), 'certificate_not_trusted');
    }
  });

  it('is taken without `iss` as of the one name that its certificate has', async () =>
    assert.equal(await wordOf(leaf, chain(leaf, between), [root.pem], { iss: undefined }), 'accepted'));

  it('is refused where a certificate is used for what it was not made for', async () => {
    const names = [uri(harvestDid)];
    const { digitalSignature, nonRepudiation, keyEncipherment, keyCertSign } = KeyUsageFlags;
    const leafFor = (flags: KeyUsageFlags, by = between) =>
      certificate({ name: 'Harvest', by, names, further: [new KeyUsagesExtension(flags, true)] });
    for (const flags of [digitalSignature, nonRepudiation, digitalSignature | keyEncipherment]) {
      const signing = await leafFor(flags);
      assert.equal(await wordOf(signing, chain(signing, between)), 'accepted');
    }
    for (const flags of [keyEncipherment, keyCertSign]) {
      const other = await leafFor(flags);
      assert.equal(await wordOf(other, chain(other, between)), 'certificate_not_trusted');
      assert.equal(await wordOf(other, chain(other), [other.pem]), 'certificate_not_trusted', 'pinned');
    }
    const further = [new KeyUsagesExtension(digitalSignature, true)];
    const noIssuer = await certificate({ name: 'Issuing', ca: true, by: root, further });
    const below = await certificate({ name: 'Harvest', by: noIssuer, names });
    assert.equal(await wordOf(below, chain(below, noIssuer)), 'certificate_not_trusted');
  });

  it('is refused where an issuer has another name than the certificate says', async () => {
    const twin = { ...between, certificate: root.certificate };
    const foundling = await certificate({ name: 'Harvest', by: twin, names: [uri(harvestDid)] });
    assert.equal(await wordOf(foundling, chain(foundling, between)), 'certificate_not_trusted');
  });

  it('is refused where more stand between than an issuer may have below it', async () => {
    for (const [pathLength, word] of [
      [0, 'certificate_not_trusted'],
      [1, 'accepted'],
    ] as const) {
      const short = await certificate({ name: 'Short', ca: true, by: root, pathLength });
      const direct = await certificate({ name: 'Direct', by: short, names: [uri(harvestDid)] });
      assert.equal(await wordOf(direct, chain(direct, short)), 'accepted');
      const next = await certificate({ name: 'Next', ca: true, by: short });
      const deep = await certificate({ name: 'Deep', by: next, names: [uri(harvestDid)] });
      assert.equal(await wordOf(deep, chain(deep, next, short)), word);
      const pinned = await certificate({ name: 'Root', ca: true, pathLength });
      const under = await certificate({ name: 'Under', ca: true, by: pinned });
      const end = await certificate({ name: 'End', by: under, names: [uri(harvestDid)] });
      assert.equal(await wordOf(end, chain(end, under), [pinned.pem]), word);
    }
  });

  it('is refused where a certificate restricts what is not read, or names', async () => {
    const names = [uri(harvestDid)];
    const unknown = (critical: boolean) => new Extension('1.2.3.4', critical, Uint8Array.of(5, 0));
    const nameConstraints = new Extension('2.5.29.30', false, Uint8Array.of(0x30, 0));
    for (const [extension, word] of [
      [unknown(false), 'accepted'],
      [unknown(true), 'certificate_not_trusted'],
      [nameConstraints, 'certificate_not_trusted'],
    ] as const) {
      const first = await certificate({ name: 'Harvest', by: between, names, further: [extension] });
      assert.equal(await wordOf(first, chain(first, between)), word);
      const issuing = await certificate({ name: 'Issuing', ca: true, by: root, further: [extension] });
      const last = await certificate({ name: 'Harvest', by: issuing, names });
      assert.equal(await wordOf(last, chain(last, issuing)), word);
    }
  });

  it('is refused where nobody pinned vouches for it', async () => {
    const other = await certificate({ name: 'Federation root', ca: true });
    assert.equal(await wordOf(leaf, chain(leaf, between), [other.pem]), 'certificate_not_trusted');
    assert.equal(await wordOf(leaf, chain(leaf, between), []), 'certificate_not_trusted');
    assert.equal(await wordOf(leaf, chain(leaf)), 'certificate_not_trusted', 'a link is missing');
    assert.equal(await wordOf(leaf, chain(leaf, root)), 'certificate_not_trusted');
    const own = await certificate({ name: 'Harvest', names: [uri(harvestDid)] });
    assert.equal(await wordOf(own, chain(own)), 'certificate_not_trusted');
    assert.equal(await wordOf(own, chain(own, root)), 'certificate_not_trusted', 'a root beside it');
  });

  it('is refused where the chain goes through a certificate that may sign no others', async () => {
    const thief = await certificate({ name: 'Thief', by: leaf, names: [uri(harvestDid)] });
    assert.equal(await wordOf(thief, chain(thief, leaf, between)), 'certificate_not_trusted');
    assert.equal(await wordOf(thief, chain(thief), [leaf.pem]), 'certificate_not_trusted');
  });

  it('is refused where a certificate has run out, the pinned root’s too', async () => {
    const over = await certificate({ name: 'Over', by: between, names: [uri(harvestDid)], notAfter: daysLater(-1) });
    assert.equal(await wordOf(over, chain(over, between)), 'certificate_not_valid_now');
    const early = await certificate({ name: 'Early', by: between, names: [uri(harvestDid)], notBefore: daysLater(1) });
    assert.equal(await wordOf(early, chain(early, between)), 'certificate_not_valid_now');
    const oldRoot = await certificate({ name: 'Old root', ca: true, notAfter: daysLater(-1) });
    const below = await certificate({ name: 'Below', by: oldRoot, names: [uri(harvestDid)] });
    assert.equal(await wordOf(below, chain(below), [oldRoot.pem]), 'certificate_not_valid_now');
  });

  it('allows a minute between two clocks, and no more', async () => {
    const limited = (period: object) => certificate({ name: 'Now', by: between, names: [uri(harvestDid)], ...period });
    for (const [period, word] of [
      [{ notBefore: secondsLater(60) }, 'accepted'],
      [{ notBefore: secondsLater(61) }, 'certificate_not_valid_now'],
      [{ notAfter: secondsLater(-60) }, 'accepted'],
      [{ notAfter: secondsLater(-61) }, 'certificate_not_valid_now'],
    ] as const) {
      const made = await limited(period);
      assert.equal(await wordOf(made, chain(made, between)), word, JSON.stringify(period));
    }
  });

  it('is refused where the certificate is somebody else’s', async () => {
    const other = await certificate({ name: 'Meadow', by: between, names: [uri(meadow.controller)] });
    assert.equal(await wordOf(other, chain(other, between)), 'certificate_name_wrong');
    const host = await certificate({ name: 'Host', by: between, names: [{ type: 'dns', value: 'harvest.example' }] });
    assert.equal(await wordOf(host, chain(host, between)), 'certificate_name_wrong', 'a host is no DID');
    const nobody = await certificate({ name: 'Nobody' });
    assert.equal(await wordOf(nobody, chain(nobody), [nobody.pem]), 'certificate_name_wrong');
  });

  it('is refused where another key signed', async () =>
    assert.equal(await wordOf(between, chain(leaf, between)), 'signature_invalid'));

  it('is refused under a signature by SHA-1', async () => {
    const weak = await certificate({ name: 'Weak', by: between, names: [uri(harvestDid)], hash: 'SHA-1' });
    assert.equal(await wordOf(weak, chain(weak, between)), 'certificate_not_trusted');
  });

  it('is refused where `x5c` is no list of certificates', async () => {
    const { der } = leaf;
    const more = Buffer.concat([Buffer.from(der, 'base64'), Buffer.of(0)]).toString('base64');
    const long = await certificate({
      name: 'Long',
      by: between,
      names: [
        uri(harvestDid),
        ...Array.from({ length: 200 }, (_, index) => uri(`urn:a-name-among-very-many:${index}`)),
      ],
    });
    assert.ok(long.der.length > 8_192);
    for (const x5c of [
      ...['x', [], [1], ['AAAA'], [`${der}\n`], [der.replace(/.$/, '')], Array(5).fill(der), [leaf.pem], [[der]]],
      ...[[more], [long.der]],
    ]) {
      assert.equal(await wordOf(leaf, x5c), 'certificate_malformed', JSON.stringify(x5c).slice(0, 40));
    }
  });

  it('is judged by the issuer’s DID document alone where it names a key of that', async () => {
    const shown = await handMade({ issuerKey: leaf.tokenKey, header: { kid: harvest.id, x5c: chain(leaf, between) } });
    const verifier = createVerifier(ports(), { trustedRoots: [root.pem] });
    const result = await verifier.verifyPresentation({ bare: shown }, expected);
    assert.equal(result.problem?.code, 'algorithm_not_allowed');
  });

  it('is refused by a verifier that pins nothing', async () => {
    const shown = await handMade({ issuerKey: leaf.tokenKey, header: { kid: undefined, x5c: chain(leaf, between) } });
    assert.equal(await wordFor(judge(shown)), 'certificate_not_trusted');
  });

  it('takes roots in PEM and DER, and nothing else for one', () => {
    createVerifier(ports(), { trustedRoots: [root.pem, Buffer.from(root.der, 'base64')] });
    assert.throws(() => createVerifier(ports(), { trustedRoots: ['no certificate'] }), /trustedRoots\.0/);
  });
});

describe('What a certificate may be used for', () => {
  it('is not known of one that is cut off anywhere, or has more after it', async () => {
    const { certificate: made } = await certificate({ name: 'Issuing', ca: true, pathLength: 3 });
    const raw = Buffer.from(made.rawData);
    assert.deepEqual(certificateUse({ raw }), { pathLength: 3, signs: true, isRestricted: false });
    for (let length = 0; length < raw.length; length += 1) {
      assert.throws(() => certificateUse({ raw: raw.subarray(0, length) }), TypeError, String(length));
    }
    assert.throws(() => certificateUse({ raw: Buffer.concat([raw, raw]) }), TypeError);
  });
});

describe('The names of a certificate', () => {
  it('are read as Node prints them, quoted ones too', () => {
    assert.deepEqual(alternativeNames('DNS:a.example, URI:did:web:a.example, URI:"x, URI:did:web:b.example"'), [
      { type: 'DNS', name: 'a.example' },
      { type: 'URI', name: 'did:web:a.example' },
      { type: 'URI', name: 'x, URI:did:web:b.example' },
    ]);
    assert.deepEqual(alternativeNames('URI:"a"'), [{ type: 'URI', name: 'a' }]);
    assert.deepEqual(alternativeNames(undefined), []);
    assert.deepEqual(alternativeNames('DNS:a"b'), [{ type: 'unreadable', name: '' }]);
  });

  it('stand for a URI, the host of an https address, and a dns: URI', () => {
    const names = alternativeNames('DNS:a.example, URI:did:web:b.example');
    for (const issuer of ['https://a.example', 'https://a.example/issuer', 'dns:A.example', 'did:web:b.example']) {
      assert.equal(namesIssuer(names, issuer), true, issuer);
    }
    for (const issuer of [
      'did:web:a.example',
      'http://a.example',
      'https://a.example:8443',
      'https://x@a.example',
      'b',
    ]) {
      assert.equal(namesIssuer(names, issuer), false, issuer);
    }
    assert.equal(namesIssuer(alternativeNames('DNS:*.example'), 'https://a.example'), false);
    assert.equal(namesIssuer([{ type: 'DNS', name: 'did:web:a.example' }], 'did:web:a.example'), false);
    assert.equal(namesIssuer([{ type: 'email', name: 'a.example' }], 'https://a.example'), false);
  });

  it('say whose it is where there is one', () => {
    assert.equal(soleIssuer(alternativeNames('DNS:a.example, URI:did:web:b.example')), 'did:web:b.example');
    assert.equal(soleIssuer(alternativeNames('DNS:a.example')), 'dns:a.example');
    assert.equal(soleIssuer(alternativeNames('URI:a:b, URI:c:d')), undefined);
    assert.equal(soleIssuer([]), undefined);
  });
});
