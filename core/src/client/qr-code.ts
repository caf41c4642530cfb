import { generate } from 'lean-qr/nano';
import { s } from './create-element.ts';

/** Modules of white around the code, without which scanners miss it (ISO/IEC 18004 §6.3.8). */
const quiet = 4;

/** Dark on white whatever the page's colours; `undefined` when the text is too long for any code. */
export function qrCode(text: string, label: string): SVGElement | undefined {
  let code: ReturnType<typeof generate>;
  try {
    code = generate(text);
  } catch {
    return undefined;
  }
  const side = code.size + 2 * quiet;
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
    }
  }
  const svg = s(
    'svg',
    { part: 'qr', role: 'img', 'aria-label': label, viewBox: `0 0 ${side} ${side}`, 'shape-rendering': 'crispEdges' },
    s('path', { fill: '#fff', d: `M0 0h${side}v${side}h-${side}z` }),
    s('path', { fill: '#000', d: path }),
  );
  // Never less than three pixels a module.
  svg.style.setProperty('--modules', String(side));
  return svg;
}
