import messages from '../../messages/en.json' with { type: 'json' };
import { listedSiteFormat } from '../../src/recognition/verifier-info.ts';
import { type ListSchema, listJsonSchema } from '../../src/recognition/list-json-schema.ts';

interface Row {
  readonly name: string;
  /** `yes`, `no`, or with which value of its neighbour. */
  readonly needed: string;
  readonly schema: ListSchema;
}

/** What a co-op's file for `coop-verifier list propose --entry` may be. */
const entryExample = {
  id: 'did:web:harvest.example',
  name: 'Harvest Co-op',
  url: 'https://harvest.example',
  recognizedTo: [{ type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopMembershipCredential'] }],
  validFrom: '2026-03-01T00:00:00Z',
  evidence: [{ name: 'register number 2041', url: 'https://register.example/2041' }],
};

/** The same of a site. */
const siteExample = {
  id: 'did:web:verify.example:sites:shop',
  name: 'The Shop',
  recognizedTo: [
    { type: 'RecognizedAction', action: 'verify', origins: ['https://shop.example', 'https://verify.example'] },
  ],
  validFrom: '2026-03-01T00:00:00Z',
  evidence: [{ name: 'register number 3310' }],
};

/** As prettier has it: short lists of texts on one line. */
const json = (value: unknown): readonly string[] => [
  '```json',
  JSON.stringify(value, undefined, 2).replaceAll(
    /\[\s+("[^"]*"(?:,\s+"[^"]*")*)\s+\]/g,
    (_, inner: string) => `[${inner.replaceAll(/\s+/g, ' ')}]`,
  ),
  '```',
];

/** Every member of a list as a page, from the schema's own words; a member without words stops the build. */
export function recognitionListPage(): string {
  const rows = rowsOf(listJsonSchema).map(({ name, needed, schema }) => {
    if (!schema.description) throw new Error(`The list's schema says nothing of ${name}.`);
    const value = typeof schema['const'] === 'string' ? `\`${schema['const']}\`. ` : '';
    return `| \`${name}\` | ${needed} | ${value}${schema.description} |`;
  });
  return `${[
    '<!-- Generated from src/recognition/list-json-schema.ts by `npm run generate`. Do not edit. -->',
    '',
    '# Recognition list, version 1',
    '',
    'A recognition list says whose members a federation of co-ops recognises, and why. Trustees sign it together; sites follow it. It is a `RecognizedEntityCredential` of the W3C’s draft with members of our own. Schema: [CoopRecognitionList.json](schemas/CoopRecognitionList.json). Lists that are accepted and refused: [test vectors](../test/vectors/recognition).',
    '',
    '## Files',
    '',
    'A federation’s web server has, in one folder: `1.json`, `2.json` and so on, which never change; `current.json`, the newest once more, for people; and `fresh.json`, by the operator, which names the newest sequence and its digest. A site fetches `fresh.json`, then walks each sequence that it does not know. A list is fresh for a day after `fresh.json` was issued, stale until that file’s own end (a week at most), then expired: nobody new gets in by it, who is in stays.',
    '',
    'The first look must find a fresh list. After it, a lower sequence, the same one with another digest, a step that does not follow or has too few signatures, an older freshness file, and a clock that was set back are each refused with [a code of their own](problems.md), and what was known stays in use.',
    '',
    '## An entry',
    '',
    'A co-op’s file for `coop-verifier list propose --entry`:',
    '',
    ...json(entryExample),
    '',
    'And a site’s, which [may ask](#sites-that-ask):',
    '',
    ...json(siteExample),
    '',
    'The command adds `type`, the status `active`, and the `decision` from `--decision`, `--decided` and `--body`. An entry with an `id` that is on the list takes its place. To suspend a co-op needs no file: `--suspended DID --reason TEXT`. Times have a zone, days none.',
    '',
    '## Members',
    '',
    '<!-- prettier-ignore -->',
    '| member | needed | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'Anything else is refused: a member that is misspelled would otherwise be passed over.',
    '',
    '## `fresh.json`',
    '',
    '`type` (`CoopRecognitionFreshness`), `version` (1), `anchor`, `seq`, `digest` (of that sequence), `issued`, `validUntil` (at most seven days later), and one proof, `eddsa-jcs-2022`, by `did:key:<operatorKey>#<operatorKey>`.',
    '',
    '## Co-ops that moved',
    '',
    'A co-op that moves to another DID gets an entry under the new one, with the old ones as `formerIds`. That entry recognises the new DID alone: credentials under an old one need to be issued again, unless a site allows the old DID itself, or another list has it. What is held against the co-op holds for all of its DIDs, whichever of them a site, a list or a voucher names: a site’s `deny`, `compromised`, and, of a co-op that another one vouches for, `suspended`.',
    '',
    'Members’ pseudonyms stay those of the first DID, if that is nobody else’s: it has no entry of its own on any list that the policy names, is not in the site’s `allow`, and no other entry has it as a former one. Otherwise they are made of the new DID: who moves should move on all lists at once, and sites should not allow the old DID for longer than they need to.',
    '',
    '## What is not covered',
    '',
    '- Lists do not know each other’s co-ops: pin lists together that you trust equally. The trustees of one can name another list’s co-op in `formerIds`, and so have it refused wherever their own entry is. Its members’ pseudonyms they cannot take, as long as the policy names both lists, or allows that co-op itself; lists that only another policy of the site names are not asked.',
    '',
    '## Sites that ask',
    '',
    'The same list says which sites may ask, so that a wallet can tell its owner who asks and by whom that is recognised. A site gets on it as a co-op does: its entry has the DID that signs its requests (`coop-verifier site add` and `site list --json` tell it), `recognizedTo` with `action: verify`, and as `origins` both its own and the one that wallets send answers to, which is that of `PUBLIC_URL` where a service asks for it. Who moves to another address needs another decision.',
    '',
    'Its requests say where it stands, in `verifier_info` (OpenID4VP 1.0 §5.11), where `client_id` is a `decentralized_identifier:`:',
    '',
    ...json([
      {
        format: listedSiteFormat,
        data: {
          list: 'https://valley.example/list',
          anchor: 'uEi…',
          seq: 14,
          digest: 'uEi…',
          entry: 'did:web:verify.example:sites:shop',
        },
      },
    ]),
    '',
    'Trustees sign a list whole, so an entry that travelled alone would be signed by nobody, and a list of ten thousand co-ops is too large to travel. So what travels is a place: which list (`anchor`), which version (`seq`, `digest`), whose entry. It proves nothing. A wallet finds the entry in the list that it pinned and verified itself, fetched from the address that it pinned, never from `list`; it fetches first where `seq` is above its own, and needs no `verifier_info` to look a site up.',
    '',
    'A site is recognised where the DID whose key signed the request has an active entry, in a list that is not expired, whose `origins` have that of `response_uri` and the website that the wallet would name. Anything else is shown as not recognised, with one of these codes: ' +
      `${Object.keys(messages.sites)
        .map((code) => `\`${code}\``)
        .join(
          ', ',
        )}. A key in other hands is refused whatever its DID was listed for, and whatever else stands in the request. The name that is shown is the list’s. \`recogniseSite\` of \`@coop-credentials/core/wallet\` does all of it, in Node and in browsers.`,
    '',
    'Requests under certificates (`x509_san_dns`, `x509_hash`) or without a signature carry none, because nothing in them is bound to an entry’s DID. VCALM’s requests have no place for it, nor a signature.',
  ].join('\n')}\n`;
}

function rowsOf({ properties = {}, required = [], items, oneOf = [] }: ListSchema, path = ''): Row[] {
  const own = Object.entries(properties).flatMap(([name, schema]) => [
    { name: path + name, needed: required.includes(name) ? 'yes' : 'no', schema },
    ...rowsOf(schema, `${path}${name}.`),
  ]);
  const inner = items ? rowsOf(items, path.replace(/\.$/, '[].')) : [];
  const others = oneOf.flatMap((one) => alternativeRows(one, oneOf, path));
  const all = [...own, ...inner, ...others];
  return all.filter(({ name, schema }, index) => {
    const first = all.findIndex((row) => row.name === name);
    return first === index || all[first]?.schema.description !== schema.description;
  });
}

/** Of one of several shapes: what not all of them have is needed with the value alone that tells this one. */
function alternativeRows(one: ListSchema, all: readonly ListSchema[], path: string): Row[] {
  const isShared = (name: string) => all.every(({ properties = {} }) => name in properties);
  const tells = Object.entries(one.properties ?? {}).find(
    ([name, schema]) =>
      isShared(name) && valuesOf(schema) !== valuesOf(all.find((other) => other !== one)?.properties?.[name]),
  );
  const value = tells && valuesOf(tells[1]);
  return rowsOf(one, path).map((row) =>
    row.needed === 'yes' && !isShared(row.name.slice(path.length)) ? { ...row, needed: `with ${value}` } : row,
  );
}

/** The values that a schema takes, for people; empty where it does not name them. */
const valuesOf = (schema: ListSchema | undefined): string =>
  [schema?.['const'] ?? schema?.['enum'] ?? []]
    .flat()
    .map((value) => `\`${String(value)}\``)
    .join(', ');
