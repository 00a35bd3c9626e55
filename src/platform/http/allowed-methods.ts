import { type Request } from 'express';

/** What is read here of the router of Express 5. */
interface RouteLayer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** Sub-resources of a method nobody has to declare: Express answers HEAD wherever there is a GET. */
const IMPLIED = { GET: ['HEAD'] } as const satisfies Record<string, readonly string[]>;

/**
 * The methods that the path of an unanswered request would have been answered with; none when no route has the path.
 * It looks at every route, so it is asked only once a request has gone through all of them in vain.
 */
export function allowedMethodsOf(request: Request): string[] {
  const { router } = request.app as unknown as { router?: { stack?: readonly RouteLayer[] } };
  const methods = new Set<string>();
  for (const layer of router?.stack ?? []) {
    if (!layer.route || !matches(layer, request.path)) continue;
    for (const method of Object.keys(layer.route.methods)) methods.add(method.toUpperCase());
  }
  if (methods.has('GET')) for (const implied of IMPLIED.GET) methods.add(implied);
  return [...methods].filter((method) => method !== '_ALL').sort();
}

function matches(layer: RouteLayer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false; // a percent escape that cannot be decoded matches nothing
  }
}
