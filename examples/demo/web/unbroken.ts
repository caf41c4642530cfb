import { Html } from './html.ts';

/** Markup in which “co-op” and “10 %” are never broken over two lines. Drawings stay as they are. */
export const unbroken = ({ text }: Html): Html =>
  new Html(
    text.replace(/<svg[^]*?<\/svg>|>[^<]+/g, (part) =>
      part.startsWith('<') ? part : part.replace(/co-ops?(?:’s?)?|\d+ %/gi, '<span class="whole">$&</span>'),
    ),
  );
