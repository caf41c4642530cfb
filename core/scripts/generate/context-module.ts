/** The context as a module: neither Node nor TypeScript imports a `.jsonld` file. */
export function contextModule(context: unknown): string {
  return `// Generated from coop-credentials-v1.jsonld by \`npm run generate\`. Do not edit.
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later

export const coopCredentialsV1 = ${JSON.stringify(context, null, 2)};
`;
}
