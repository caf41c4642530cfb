/** What a block's comment may not hold as it is: the same replacements as `serializeAttributes` of `@wordpress/blocks`. */
const replacements = [
  [/--/g, '\\u002d\\u002d'],
  [/</g, '\\u003c'],
  [/>/g, '\\u003e'],
  [/&/g, '\\u0026'],
  [/\\"/g, '\\u0022'],
] as const;

const attributesIn = (attributes: object): string =>
  replacements.reduce<string>((text, [from, to]) => text.replace(from, to), JSON.stringify(attributes));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The content of a page with a gate, as the block editor would write it. */
export function gatedContent(
  { policy, name, teaser }: { readonly policy: string; readonly name: string; readonly teaser: string },
  forMembers: string,
): string {
  const paragraph = `<!-- wp:paragraph -->\n<p>${escaped(forMembers)}</p>\n<!-- /wp:paragraph -->`;
  const attributes = attributesIn({ policy, label: name, teaser });
  return `<!-- wp:coop-credentials/gate ${attributes} -->\n${paragraph}\n<!-- /wp:coop-credentials/gate -->`;
}
