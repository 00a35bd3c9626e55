import { Logger } from '@nestjs/common';
import { type Tracer as OtelTracer } from '@opentelemetry/api';
import { type Configuration } from '../config/configuration';
import { PRODUCT_VERSION } from '../product-version';
import { type Span, type SpanKind, type SpanPosition, type Tracer } from './spans';

type Settings = Pick<Configuration, 'traces' | 'revision' | 'roles' | 'production'>;

/** Less than an orchestrator's patience, and a collector that answers needs milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;
/** A collector that is gone says so with every batch; one warning in so many milliseconds is enough. */
const FAULT_EVERY_MS = 60_000;
const SEND_TIMEOUT_MS = 5_000;

/** Sends spans to an OpenTelemetry collector over OTLP/HTTP. Null, with nothing loaded, unless one is configured. */
export async function openTracer({ traces, ...process }: Settings): Promise<Tracer | null> {
  if (traces === null) return null;
  const [api, sdk, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const { diag, DiagLogLevel, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } = api;
  const kinds = {
    internal: SpanKind.INTERNAL,
    server: SpanKind.SERVER,
    client: SpanKind.CLIENT,
    consumer: SpanKind.CONSUMER,
  };
  const complain = quietly(new Logger('Traces'));
  const ignore = (): void => undefined;
  diag.setLogger(
    { error: complain, warn: complain, info: ignore, debug: ignore, verbose: ignore },
    DiagLogLevel.WARN,
  );
  const provider = new sdk.TracerProvider({
    // By the number of the trace, so that a trace is kept whole or not at all.
    sampler: new sdk.TraceIdRatioBasedSampler(traces.ratio),
    resource: resources.resourceFromAttributes({
      'service.name': 'rubi-studio',
      'service.version': PRODUCT_VERSION,
      'service.namespace': process.roles.join('+'),
      'deployment.environment.name': process.production ? 'production' : 'development',
      'vcs.ref.head.revision': process.revision,
    }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: new OTLPTraceExporter({
          url: traces.url,
          headers: { ...traces.headers },
          timeoutMillis: SEND_TIMEOUT_MS,
        }),
      }),
    ],
  });
  const tracer: OtelTracer = provider.getTracer('rubi-studio', PRODUCT_VERSION);
  return {
    start(name: string, kind: SpanKind, parent: SpanPosition | undefined): Span {
      const context = parent
        ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, traceFlags: TraceFlags.SAMPLED, isRemote: true })
        : ROOT_CONTEXT;
      const span = tracer.startSpan(name, { kind: kinds[kind] }, context);
      const { traceId, spanId } = span.spanContext();
      return {
        traceId,
        spanId,
        rename: (given) => void span.updateName(given),
        end: (attributes, failure) => {
          span.setAttributes({ ...attributes });
          if (failure !== undefined) {
            span.setAttribute('error.type', failure);
            span.setStatus({ code: SpanStatusCode.ERROR });
          }
          span.end();
        },
      };
    },
    async close(): Promise<void> {
      await inTime(provider.shutdown());
      diag.disable();
    },
  };
}

function quietly(logger: Logger): (message: string) => void {
  let complainedAt = -Infinity;
  return (message) => {
    if (performance.now() - complainedAt < FAULT_EVERY_MS) return;
    complainedAt = performance.now();
    logger.warn(`Traces are lost: ${message}`);
  };
}

async function inTime(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
  });
  await Promise.race([closing.catch(() => undefined), patience]);
  clearTimeout(timer);
}
