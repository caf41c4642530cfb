import type { DescribedCredential } from './describe-file.ts';
import { plain, plainTime } from './plain.ts';

/** What was judged; what its issuer did not prove, it only says. */
export function describedHead(
  index: number,
  described: DescribedCredential | undefined,
  isProven: boolean,
): readonly string[] {
  const title = `Credential ${index + 1}`;
  if (!described) return [title];
  const { format, types, issuer, from, until } = described;
  const period = [
    from === undefined ? '' : `, from ${plainTime(plain(from))}`,
    until === undefined ? ', without an end' : `, until ${plainTime(plain(until))}`,
  ].join('');
  return [
    `${title}: ${plain(types.join(', ')) || 'of no type'} (${plain(format)})`,
    `  ${isProven ? 'Issuer' : 'It says: issuer'} ${issuer === undefined ? 'not named' : plain(issuer)}${period}`,
  ];
}

export const sayCount = (count: number): string => (count === 1 ? 'one credential' : `${count} credentials`);
