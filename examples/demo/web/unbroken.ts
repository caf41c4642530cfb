import { Html } from './html.ts';

/** Markup in which “co-op” is never broken over two lines. Drawings stay as they are. */
export const unbroken = ({ text }: Html): Html =>
  new Html(
    text.replace(/<svg[^]*?<\/svg>|>[^<]+/g, (part) =>
      part.startsWith('<') ? part : part.replace(/co-ops?(?:’s?)?/gi, '<span class="whole">$&</span>'),
    ),
  );
