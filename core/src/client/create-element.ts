export type Child = Node | string | undefined | false;
/** A function is an event listener, `true` an attribute without a value; `undefined` and `false` leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | (() => void)>>;

/** An element with attributes and children; text is text, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fitted(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function s(tag: string, attributes: Attributes, ...children: readonly Child[]): SVGElement {
  return fitted(document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement, attributes, children);
}

function fitted<T extends Element>(element: T, attributes: Attributes, children: readonly Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}
