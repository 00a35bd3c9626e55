/**
 * What a request is worth while there are too many of them. What has happened already, and what stops trading, comes
 * first; then what terminals live by; then new signals, with all else that writes; reading can wait.
 */
export const ADMISSION_CLASSES = ['report', 'sync', 'signal', 'read'] as const;
export type AdmissionClass = (typeof ADMISSION_CLASSES)[number];

const PREFIX = '/api/v1';

/** Routes by class, as the documentation writes them; a test compares the two. Any other GET is a read, the rest signals. */
export const ROUTES_BY_CLASS = {
  report: [
    'POST /trading/signals/{signalId}/status',
    'POST /trading/signals/{signalId}/cancel',
    'POST /trading/orders/{orderId}/resolve',
    'POST /trading/positions/update',
    'POST /trading/deals',
    'POST /mt5/account/update',
    'POST /mt5/symbols',
    'POST /mt5/disconnect',
    'POST /risk/kill',
  ],
  sync: ['POST /mt5/sync', 'POST /mt5/ping', 'POST /mt5/connect', 'GET /trading/signals/pending'],
} as const satisfies Partial<Record<AdmissionClass, readonly string[]>>;

/** Machines ask these to decide whether we live: an answer costs less than a refusal does. */
const PROBES = /^\/(?:health|metrics)(?:\/|$)/;
const AN_ID = /\/\d+\//;

const CLASS_OF = new Map<string, AdmissionClass>(
  Object.entries(ROUTES_BY_CLASS).flatMap(([name, routes]) =>
    routes.map((route) => [
      route.replace(' ', ` ${PREFIX}`).replace(/\{\w+\}/, '0'),
      name as keyof typeof ROUTES_BY_CLASS,
    ]),
  ),
);

/** Null: always served. */
export function admissionClassOf(method: string, path: string): AdmissionClass | null {
  if (PROBES.test(path)) return null;
  const known = CLASS_OF.get(`${method} ${path.replace(AN_ID, '/0/')}`);
  return known ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'signal');
}
