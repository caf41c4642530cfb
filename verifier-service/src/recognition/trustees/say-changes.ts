import {
  issuingOf,
  trusteeMethod,
  verifyingOf,
  type RecognitionEntry,
  type RecognitionList,
} from '@coop-credentials/core';
import { isDeepStrictEqual } from 'node:util';

const types: Readonly<Record<string, string>> = {
  CoopMembershipCredential: 'membership',
  CoopTicketCredential: 'ticket',
  CoopReceiptCredential: 'receipt',
  CoopAttestationCredential: 'attestation',
};
const and = (items: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
const day = (time: string): string => time.slice(0, 10);

/**
 * What a proposal does, a sentence each, as a trustee reads it before signing: "Recognise Harvest Housing Co-op for
 * membership credentials from 2026-03-01; evidence: …; decision 14 of the board, 2026-02-20; minutes: …".
 */
export function sayChanges(before: RecognitionList | undefined, after: RecognitionList): readonly string[] {
  const old = new Map((before?.credentialSubject ?? []).map((entry) => [entry.id, entry]));
  const now = new Map(after.credentialSubject.map((entry) => [entry.id, entry]));
  const sentences = [...now.values()].flatMap((entry) => sayEntry(old.get(entry.id), entry));
  for (const [id, { name }] of old) {
    if (!now.has(id)) sentences.push(`Take ${name} (${id}) off the list, as if it had never been there.`);
  }
  return [...sentences, ...sayIssuer(before, after), ...sayQuorum(before, after)];
}

/** A trustee signs what these sentences say, so nothing that changed is left out. */
function sayEntry(before: RecognitionEntry | undefined, entry: RecognitionEntry): string[] {
  if (isDeepStrictEqual(before, entry)) return [];
  const { name, validUntil } = entry;
  const why = `${sayDecision(entry)}.`;
  const known = `evidence: ${entry.evidence.map(({ name: one }) => one).join(', ')}; ${why}`;
  const standing = sayStanding(before, entry, { why, known });
  if (!before) {
    const until = validUntil ? ` until ${day(validUntil)}` : '';
    const former = entry.formerIds.length > 0 ? `, formerly ${and(entry.formerIds)}` : '';
    const recognised = `Recognise ${name} (${entry.id}${former}) ${sayActions(entry)} from ${day(entry.validFrom)}${until}; ${known}`;
    return [recognised, ...standing];
  }
  const changed = Object.keys({ ...before, ...entry }).filter(
    (member) => !isDeepStrictEqual(before[member as never], entry[member as never]),
  );
  // Its own sentence says the status and the decision.
  const others =
    standing.length > 0 ? changed.filter((member) => member !== 'status' && member !== 'decision') : changed;
  return [...standing, ...(others.length > 0 ? [sayMembers(before, entry, { others, known })] : [])];
}

function sayStanding(
  before: RecognitionEntry | undefined,
  { id, name, status }: RecognitionEntry,
  { why, known }: { readonly why: string; readonly known: string },
): string[] {
  const was = before?.status ?? { state: 'active' };
  if (isDeepStrictEqual(was, status)) return [];
  // Anybody may have the name.
  const who = `${name} (${id})`;
  if (status.state === 'active') return [`Recognise ${who} again; ${known}`];
  const { since, reason } = status;
  const said = {
    suspended: `Suspend ${who} from ${day(since)} on`,
    ended: `End the recognition of ${who} on ${day(since)}`,
    compromised: `Take nothing that ${who} issued since ${since}, because its key is in other hands`,
  }[status.state];
  return [`${said}${reason ? `, because: ${reason}` : ''}; ${why}`];
}

function sayMembers(
  before: RecognitionEntry,
  entry: RecognitionEntry,
  { others, known }: { readonly others: readonly string[]; readonly known: string },
): string {
  const actions = others.includes('recognizedTo') ? `, now recognised ${sayActions(entry)}` : '';
  const former = others.includes('formerIds') ? `, formerly ${and(entry.formerIds) || 'nobody else'}` : '';
  const values = others.flatMap((member) => sayValue(member, entry));
  const renamed = before.name === entry.name ? entry.name : `${before.name}, now ${entry.name}`;
  return `Change of ${renamed} (${entry.id}): ${and(others)}${actions}${former}${values.join('')}; ${known}`;
}

/** Of members that no other part of the sentence says. */
function sayValue(member: string, entry: RecognitionEntry): string[] {
  if (!isSaidWhole(member)) return [];
  const value = entry[member] ?? [];
  return [`, ${member} now ${[value].flat().join(', ') || 'nothing'}`];
}

const saidWhole = ['legalName', 'description', 'url', 'image', 'sameAs', 'validFrom', 'validUntil'] as const;
const isSaidWhole = (member: string): member is (typeof saidWhole)[number] => saidWhole.some((one) => one === member);

function sayActions(entry: RecognitionEntry): string {
  const [issuing, verifying] = [issuingOf(entry), verifyingOf(entry)];
  const issue = issuing && `for ${and(issuing.credentialTypes.map((type) => types[type] ?? type))} credentials`;
  const others = issuing?.onBehalfOf.length ? `, also on behalf of ${and(issuing.onBehalfOf)}` : '';
  const ask = verifying && `as a site that asks, at ${and(verifying.origins)}`;
  return [issue && issue + others, ask].filter(Boolean).join(' and ');
}

const sayDecision = ({ decision: { id, date, body, minutes } }: RecognitionEntry): string =>
  `decision ${id} of ${body}, ${date}${minutes ? `; minutes: ${minutes}` : ''}`;

function sayIssuer(before: RecognitionList | undefined, { issuer }: RecognitionList): string[] {
  if (!before || isDeepStrictEqual(before.issuer, issuer)) return [];
  return [`The list is from now on that of ${issuer.name} (${issuer.id}${issuer.url ? `, ${issuer.url}` : ''}).`];
}

function sayQuorum(before: RecognitionList | undefined, { quorum }: RecognitionList): string[] {
  if (isDeepStrictEqual(before?.quorum, quorum)) return [];
  const names = and(quorum.trustees.map(({ name }) => name));
  const decide = `${quorum.k} of ${quorum.trustees.length} decide: ${names}.`;
  if (!before) {
    // Whoever wrote the first draft wrote the others' keys into it, too.
    const keys = quorum.trustees.map(({ name, id, publicKeyMultibase }) => `${name} (${id}) by ${publicKeyMultibase}`);
    return [
      `Begin a list on which ${decide}`,
      `They sign by these keys: ${and(keys)}; the operator by ${quorum.operatorKey}.`,
    ];
  }
  const isOperator = before.quorum.operatorKey !== quorum.operatorKey;
  const members = !isDeepStrictEqual(before.quorum.trustees, quorum.trustees) || before.quorum.k !== quorum.k;
  const had = new Set(before.quorum.trustees.map(trusteeMethod));
  const keys = quorum.trustees.filter((trustee) => !had.has(trusteeMethod(trustee)));
  return [
    ...(members ? [`From now on ${decide}`] : []),
    ...keys.map(({ name, id, publicKeyMultibase }) => `${name} (${id}) signs by a new key: ${publicKeyMultibase}.`),
    ...(isOperator ? [`The operator has a new key: ${quorum.operatorKey}.`] : []),
  ];
}
