/**
 * What a request is worth while there are too many of them. What stops trading comes first; then what has happened
 * already; then what terminals live by; then new signals, with all else that writes; reading can wait.
 */
export const ADMISSION_CLASSES = ['stop', 'report', 'sync', 'signal', 'read'] as const;
export type AdmissionClass = (typeof ADMISSION_CLASSES)[number];

const PREFIX = '/api/v1';

/** Routes by class, as the documentation writes them; a test compares the two. Any other GET is a read, the rest signals. */
export const ROUTES_BY_CLASS = {
  stop: ['POST /risk/kill', 'POST /risk/resume'],
  report: [
    'POST /trading/signals/{signalId}/status',
    'POST /trading/signals/{signalId}/cancel',
    'POST /trading/orders/{orderId}/resolve',
    'POST /trading/positions/update',
    'POST /trading/deals',
    'POST /mt5/account/update',
    'POST /mt5/symbols',
    'POST /mt5/disconnect',
  ],
  sync: ['POST /mt5/sync', 'POST /mt5/ping', 'POST /mt5/connect', 'GET /trading/signals/pending'],
} as const satisfies Partial<Record<AdmissionClass, readonly string[]>>;

/** What costs us something. Probes, the web application's files and what nobody has are answered as quickly as refused. */
const GUARDED = /^\/(?:api|docs|docs-json|docs-yaml)(?:\/|$)/;
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
  // A preflight is answered where it arrives, and a page that is not told may not read the refusal of what follows it.
  if (!GUARDED.test(path) || method === 'OPTIONS') return null;
  const known = CLASS_OF.get(`${method} ${path.replace(AN_ID, '/0/')}`);
  return known ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'signal');
}
