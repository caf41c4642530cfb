import { routeTemplates } from '../../src/http/route-templates.ts';

const known = ['get', 'put', 'post', 'patch', 'delete'];

/** Every route of an Express app, as `GET /v1/policies/{id}`. */
export function routesOf(router: { readonly stack: unknown }): string[] {
  return routeTemplates(router).flatMap(({ path, methods }) =>
    known.filter((method) => methods.includes(method)).map((method) => `${method.toUpperCase()} ${path}`),
  );
}
