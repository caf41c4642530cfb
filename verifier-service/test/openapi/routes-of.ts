interface Layer {
  readonly rawPath: unknown;
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

const known = ['get', 'put', 'post', 'patch', 'delete'];

/** Every route of an Express app or router, as `GET /v1/policies/{id}`. */
export function routesOf(router: { readonly stack: unknown }, prefix = ''): string[] {
  return (router.stack as readonly Layer[]).flatMap(({ rawPath, route, handle }) => {
    if (typeof rawPath !== 'string') throw new TypeError('Express names its layers otherwise now');
    if (handle.stack && !route) return routesOf({ stack: handle.stack }, prefix + rawPath.replace(/^\/$/, ''));
    if (!route) return [];
    const path = `${prefix}${route.path}`.replace(/(?<=.)\/$/, '').replaceAll(/:(\w+)/g, '{$1}');
    return known.filter((method) => route.methods[method]).map((method) => `${method.toUpperCase()} ${path}`);
  });
}
