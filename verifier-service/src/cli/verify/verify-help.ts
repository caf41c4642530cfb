/** Every option of `verify`, and how it ends. */
export const verifyHelp: readonly string[] = [
  'FILE is a credential or a presentation, in JSON or as a compact SD-JWT; with --policy also a whole vp_token.',
  '',
  '--now TIME               asks about that moment, such as 2026-06-01T12:00:00Z; otherwise about now',
  '--policy FILE            judges a presentation as a gate with this policy does; needs --nonce and --audience',
  '--list NAME=FILE#ANCHOR  a recognition list that the policy goes by: a file of list export, a folder or a URL',
  '--nonce TEXT             what the request was asked with: the presentation must be made for it',
  '--audience TEXT          whom the presentation must be made for: the client_id of the request',
  '--status offline|online  whether status lists are fetched that are not among the documents; online by default',
  '--trusted-roots FILE     certificates that an issuer’s x5c may lead to, in PEM or {"x5c": [...]}',
  '--documents FOLDER       documents that are not fetched: its INDEX.json maps each URL or DID to a file',
  '--proofs-only            looks at every signature and at nothing else, not at whose keys they are either',
  '--json                   prints the result as one JSON value',
  '',
  'It ends with 0 where it is accepted, or all signatures hold; 1 where not, also where it is no document;',
  '2 where that cannot be decided now; 3 where a file cannot be read or an option is wrong.',
];
