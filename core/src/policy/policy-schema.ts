import * as v from 'valibot';
import { credentialTypes } from '../profile/terms.ts';
import { isAtMost, parseDuration } from './duration.ts';

const Name = (max: number) => v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(max));
const Id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$/i, 'must be a short name, such as "members-lounge"'),
);
const Did = v.pipe(v.string(), v.maxLength(2_048), v.regex(/^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/, 'must be a DID'));
const Duration = v.pipe(
  v.string(),
  v.check((text) => parseDuration(text) !== undefined, 'must be an ISO 8601 duration, such as "P30D"'),
  v.check((text) => parseDuration(text) === undefined || isAtMost(text, 'P100Y'), 'must be at most 100 years'),
);
const LongDuration = v.pipe(
  Duration,
  v.check((text) => /[1-9]/.test(text), 'must be longer than nothing'),
);

const Issuers = v.strictObject({
  lists: v.optional(v.pipe(v.array(Id), v.maxLength(16)), []),
  allow: v.optional(
    v.pipe(v.array(v.strictObject({ id: Did, name: Name(200), reason: v.optional(Name(300)) })), v.maxLength(1_000)),
    [],
  ),
  deny: v.optional(v.pipe(v.array(v.strictObject({ id: Did, reason: v.optional(Name(300)) })), v.maxLength(1_000)), []),
  whenUnrecognised: v.optional(v.picklist(['end', 'keep']), 'end'),
  whenSuspended: v.optional(v.picklist(['end', 'keep']), 'keep'),
});

/** A claims path of DCQL (OpenID4VP 1.0 §7) without positions: what RDF signs has no order, so a holder may change it. */
const Step = v.union(
  [Name(100), v.null()],
  'must be a name, or null for any item of a list: lists have no signed order',
);

const Claim = v.strictObject({
  path: v.pipe(
    v.array(Step),
    v.minLength(1, 'must name a claim'),
    v.maxLength(8),
    v.check((path) => typeof path[0] === 'string', 'must begin with the name of a claim'),
  ),
  values: v.optional(
    v.pipe(
      v.array(v.union([v.string(), v.pipe(v.number(), v.integer()), v.boolean()])),
      v.minLength(1, 'must not be empty'),
      v.maxLength(64),
    ),
  ),
});

const Requirement = v.strictObject({
  type: v.picklist(credentialTypes),
  issuers: Issuers,
  claims: v.optional(v.pipe(v.array(Claim), v.maxLength(16)), []),
  maxAge: v.optional(LongDuration),
});

/** What every database counts to. */
const MOST = 999_999_999;

const Limit = v.union(
  [
    v.strictObject({
      count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST, `must be at most ${MOST}`)),
      per: LongDuration,
    }),
    v.strictObject({ programme: Id }),
  ],
  'must be {"count", "per"} or {"programme"}',
);

/** The members of a policy with their defaults. Rules across members: `parsePolicy`. */
export const PolicyShape = v.strictObject({
  id: Id,
  purpose: Name(300),
  accept: v.pipe(
    v.array(
      v.strictObject({
        require: v.pipe(v.array(Requirement), v.minLength(1, 'must ask for a credential'), v.maxLength(4)),
      }),
    ),
    v.minLength(1, 'must accept something'),
    v.maxLength(8),
  ),
  identify: v.optional(v.picklist(['membership', 'wallet']), 'wallet'),
  crossDevice: v.optional(v.picklist(['allow', 'deny']), 'allow'),
  /** Credentials under `bbs-2023`, whose proofs cost a hundred times what others do. */
  bbs: v.optional(v.picklist(['allow', 'deny']), 'deny'),
  grant: v.optional(v.strictObject({ for: v.optional(LongDuration, 'P1Y'), grace: v.optional(Duration, 'P0D') }), {
    for: 'P1Y',
    grace: 'P0D',
  }),
  limit: v.optional(Limit),
  status: v.optional(
    v.strictObject({ required: v.optional(v.boolean(), false), unreachable: v.optional(Duration, 'P0D') }),
    { required: false, unreachable: 'P0D' },
  ),
});

/** Who may come in, why, and for how long, with every default filled in. */
export type Policy = v.InferOutput<typeof PolicyShape>;

/** One credential that a policy asks for. */
export type Requirement = v.InferOutput<typeof Requirement>;

/** Whose credentials a requirement takes. */
export type IssuerPolicy = v.InferOutput<typeof Issuers>;
