import { type NestExpressApplication } from '@nestjs/platform-express';
import { limitConnectionTimes } from './platform/http/connection-timeouts';

/** What Nest has to know before there is an application: request bodies are read by the house's own parser. */
export const APPLICATION_OPTIONS = { bodyParser: false } as const;

/** Outside the prefix: what machines look for at the root, and the live feeds. */
const UNPREFIXED = ['health', 'health/{*path}', 'metrics', 'docs', 'docs-json', 'ws/{*path}'];

/** Everything between the socket and the controllers. The server and its tests call the same function. */
export function configureApp(app: NestExpressApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: UNPREFIXED });
  limitConnectionTimes(app.getHttpServer());
}
