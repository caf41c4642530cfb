import { policies, type GateName } from '../demo/site/policies.ts';

/** What `set-up.php` makes: the gates by the plugin's own REST routes, and a page with one of them. */
export interface Content {
  readonly pairingCode: string;
  readonly gates: readonly {
    readonly policy: GateName;
    readonly name: string;
    readonly teaser: string;
    readonly document: object;
  }[];
  readonly page: { readonly title: string; readonly content: string };
  /** Where there is WooCommerce. */
  readonly offer: object;
}

export const siteName = 'Lantern Books';

const paragraph = (text: string): string => `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->`;

const words: Readonly<Record<GateName, { readonly name: string; readonly teaser: string }>> = {
  'members-lounge': {
    name: 'The reading room',
    teaser: 'The minutes, the accounts and the shelf we lend from: for our members and our neighbours’.',
  },
  'neighbour-discount': { name: 'Neighbours’ tenth', teaser: '10 % off for members of the co-ops next door.' },
};

/** The same co-ops are welcome as at the demo's own site, by the same list. */
export function content(pairingCode: string): Content {
  const gates = policies().map(({ id, ...document }) => ({ policy: id, ...words[id], document }));
  const { name, teaser } = words['members-lounge'];
  const gate = { policy: 'members-lounge', label: name, teaser };
  return {
    pairingCode,
    gates,
    page: {
      title: name,
      content: [
        paragraph('Everybody is welcome to look at our shelves. Some of them are for members.'),
        `<!-- wp:coop-credentials/gate ${JSON.stringify(gate)} -->`,
        paragraph('Good to see you. The minutes of spring are on the first shelf, and the kettle is on.'),
        '<!-- /wp:coop-credentials/gate -->',
      ].join('\n'),
    },
    offer: {
      policy: 'neighbour-discount',
      name: words['neighbour-discount'].name,
      code: 'neighbours-tenth',
      kind: 'percent',
      amount: '10',
    },
  };
}
