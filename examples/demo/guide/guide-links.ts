/** The site's navigation, as on its own pages; the guide's pages stand beside it. */
export const guideLinks = (path: string) =>
  [
    { href: '/lounge', text: 'Lounge' },
    { href: '/shop', text: 'Shop' },
    { href: '/how-it-works', text: 'How it works' },
    { href: '/what-must-fail', text: 'What must fail' },
  ].map((link) => ({ ...link, current: link.href === path }));
