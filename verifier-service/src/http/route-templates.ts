interface Layer {
  readonly rawPath: unknown;
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

export interface RouteTemplate {
  /** As openapi.yaml writes it: `/v1/policies/{id}`. */
  readonly path: string;
  /** In small letters. */
  readonly methods: readonly string[];
}

/** Every route of an Express app or router. */
export function routeTemplates(router: { readonly stack: unknown }, prefix = ''): readonly RouteTemplate[] {
  return (router.stack as readonly Layer[]).flatMap(({ rawPath, route, handle }) => {
    if (typeof rawPath !== 'string') throw new TypeError('Express names its layers otherwise now');
    if (handle.stack && !route) return routeTemplates({ stack: handle.stack }, prefix + rawPath.replace(/^\/$/, ''));
    if (!route) return [];
    const path = `${prefix}${route.path}`.replace(/(?<=.)\/$/, '').replaceAll(/:(\w+)/g, '{$1}');
    return [{ path, methods: Object.keys(route.methods) }];
  });
}

/**
 * The route that a path is of, without what stands in it; `other` where there is none. Told by the path alone, so also
 * for a request that was refused before it came to its route.
 */
export function routeFinder(templates: readonly RouteTemplate[]): (path: string) => string {
  const byLength = Map.groupBy(
    templates.map(({ path }) => ({ path, segments: path.split('/') })),
    ({ segments }) => segments.length,
  );
  return (path) => {
    const asked = path.split('/');
    const candidates = byLength.get(asked.length) ?? [];
    const fits = ({ segments }: { readonly segments: readonly string[] }) =>
      segments.every((segment, index) => segment === asked[index] || (segment.startsWith('{') && asked[index] !== ''));
    // What is written out goes before what may be anything: `/v1/policies/check`.
    const found = candidates.filter(fits).sort((a, b) => wildcards(a.path) - wildcards(b.path));
    return found[0]?.path ?? 'other';
  };
}

const wildcards = (path: string) => path.split('{').length;
