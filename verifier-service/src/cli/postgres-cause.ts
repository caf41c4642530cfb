import { NOT_TRUSTED, NOT_VALID } from '../certificate/tls-faults.ts';

/** Why a PostgreSQL cannot be used, and what to do about it. Neither holds a password: no error of one does. */
export interface PostgresCause {
  readonly message: string;
  readonly cure: string;
}

/** @param setting what names the PostgreSQL, such as `DATABASE_URL` */
export function postgresCause(error: unknown, setting: string): PostgresCause {
  const { cause } = error as Error;
  const found = (cause instanceof Error ? cause : error) as NodeJS.ErrnoException & { readonly errors?: Error[] };
  const { code = '' } = found;
  const cure = cures.find(([codes]) => codes.has(code))?.[1] ?? otherwise;
  // Of a name with two addresses, there is an error for each, and no message for both.
  const message = found.message || [...new Set(found.errors?.map((one) => one.message))].join(', ') || code;
  return { message, cure: cure(setting) };
}

const otherwise = (setting: string) =>
  `Start it, or set ${setting} to where it is, with the password of a user who may make tables in it.`;

/** By the numbers of PostgreSQL (appendix A of its manual), Node's resolver and sockets, and OpenSSL. */
const cures: readonly (readonly [codes: ReadonlySet<string>, cure: (setting: string) => string])[] = [
  [new Set(['28P01']), (setting) => `Correct the user or the password in ${setting}.`],
  [
    new Set(['28000']),
    (setting) => `Correct the user in ${setting}, or let its pg_hba.conf admit that user from here, over TLS or not.`,
  ],
  [new Set(['3D000']), (setting) => `Make that database, or correct its name in ${setting}.`],
  [new Set(['53300']), () => 'Raise its max_connections: each process of this service has ten.'],
  [new Set(['57P03']), () => 'It is starting or stopping: wait, then try again.'],
  [new Set(['ENOTFOUND', 'EAI_AGAIN']), (setting) => `Correct the host in ${setting}: its name has no address.`],
  [new Set(['ECONNREFUSED', 'ENOENT']), (setting) => `Start it, or correct host and port in ${setting}.`],
  [
    NOT_TRUSTED,
    () => 'Name the certificate of its authority in NODE_EXTRA_CA_CERTS, which is read when the process starts.',
  ],
  [NOT_VALID, (setting) => `Renew its certificate, or name it in ${setting} as its certificate does.`],
];
