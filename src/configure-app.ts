import { type NestExpressApplication } from '@nestjs/platform-express';
import { LiveSocketAdapter } from './live/live-socket.adapter';
import { Configuration } from './platform/config/configuration';
import { Drain } from './platform/health/drain';
import { limitConnectionTimes } from './platform/http/connection-timeouts';
import { AdmissionGate } from './platform/http/admission/admission-gate';
import { type Admission, admitRequests } from './platform/http/admission/admit-requests';
import { watchDoor } from './platform/http/admission/door';
import { Refusals } from './platform/http/admission/refusals';
import { closeWhileDraining } from './platform/http/close-while-draining';
import { crossOrigin, showToOrigin } from './platform/http/cross-origin';
import { jsonIntake } from './platform/http/json-intake';
import { documentApi } from './platform/http/openapi/document-api';
import { refusePlainHttp } from './platform/http/plain-http';
import { ProblemFilter } from './platform/http/problem.filter';
import { traceRequests } from './platform/http/request-tracing';
import { RequestValidationPipe } from './platform/http/request-validation.pipe';
import { securityHeaders } from './platform/http/security-headers';
import { refuseUnrouted } from './platform/http/unrouted';
import { serveWebApp } from './platform/http/web-app';
import { accessLog } from './platform/logging/access-log';
import { type Log } from './platform/logging/log';
import { LOG } from './platform/logging/logging.module';
import { NestLog } from './platform/logging/nest-log';
import { REQUEST_DURATIONS } from './platform/metrics/metrics.module';
import { type ErrorReports } from './platform/telemetry/error-reports';
import { ERROR_REPORTS } from './platform/telemetry/telemetry.module';

/** What Nest has to know before there is an application: request bodies are read by the house's own parser. */
export const APPLICATION_OPTIONS = { bodyParser: false } as const;

/** Outside the prefix: what machines look for at the root, and the live feeds. */
const UNPREFIXED = [
  'health',
  'health/{*path}',
  'metrics',
  'docs/asyncapi',
  'docs',
  'docs-json',
  'ws/{*path}',
];

/** Everything between the socket and the controllers. The server and its tests call the same function. */
export function configureApp(app: NestExpressApplication): void {
  const configuration = app.get(Configuration);
  const log = app.get<Log>(LOG);
  app.useLogger(new NestLog(log, app.get<ErrorReports | null>(ERROR_REPORTS)));
  app.disable('x-powered-by');
  // No answer of this API is asked for twice, and a digest of each costs time.
  app.disable('etag');
  app.set('trust proxy', configuration.trustedProxies.length > 0 ? configuration.trustedProxies : false);

  app.use(closeWhileDraining(app.get(Drain)));
  const measure = app.get<Admission['measure']>(REQUEST_DURATIONS);
  app.use(
    admitRequests({
      gate: app.get(AdmissionGate),
      refusals: app.get(Refusals),
      showToOrigin: showToOrigin(configuration.corsOrigins),
      measure,
    }),
  );
  app.use(traceRequests([accessLog(log), measure]));
  serveWebApp(app);
  app.use(securityHeaders);
  app.use(refusePlainHttp(configuration.production));
  app.enableCors(crossOrigin(configuration.corsOrigins));
  app.use(jsonIntake);
  app.setGlobalPrefix('api/v1', { exclude: UNPREFIXED });
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.useWebSocketAdapter(new LiveSocketAdapter(app));
  documentApi(app);
  answerUnrouted(app);
  limitConnectionTimes(app.getHttpServer());
  watchDoor(app.getHttpServer(), app.get(AdmissionGate));
}

/** Nest's own handler knows only of "not found", and nothing of addresses outside the prefix. */
function answerUnrouted(app: NestExpressApplication): void {
  const adapter = app.getHttpAdapter();
  adapter.setNotFoundHandler = (): void => {
    app.use(refuseUnrouted);
  };
}
