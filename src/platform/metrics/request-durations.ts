import { Histogram, register } from 'prom-client';
import { type MeasuredRequest } from '../http/request-tracing';

const NAME = 'http_request_duration_seconds';
/** From what a cached read takes to what no caller waits for; the promise for signals is 75 ms. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const LABELS = ['method', 'route', 'status_class'] as const;

type Durations = Histogram<(typeof LABELS)[number]>;

/** Counts and times requests by route. Whatever strangers ask for becomes one series, not one per address. */
export function requestDurations(): (request: MeasuredRequest) => void {
  const durations = histogram();
  const series = new Map<string, { observe(seconds: number): void }>();
  return (request) => {
    const [method, route, statusClass] = labelsOf(request);
    const key = `${method} ${route} ${statusClass}`;
    let observer = series.get(key);
    if (!observer) {
      observer = durations.labels(method, route, statusClass);
      series.set(key, observer);
    }
    observer.observe(request.durationMs / 1000);
  };
}

function labelsOf({ method, route, status }: MeasuredRequest): [string, string, string] {
  return [
    KNOWN_METHODS.has(method) ? method : 'OTHER',
    route ?? 'unmatched',
    `${Math.floor(status / 100)}xx`,
  ];
}

/** Several applications of one process, as in tests, count together. */
function histogram(): Durations {
  const existing = register.getSingleMetric(NAME) as Durations | undefined;
  return (
    existing ??
    new Histogram({
      name: NAME,
      help: 'How long requests took, by route pattern',
      labelNames: LABELS,
      buckets: BUCKETS,
    })
  );
}
