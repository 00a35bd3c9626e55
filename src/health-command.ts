import { readEnvironment } from './platform/config/environment';
import { readConfiguration } from './platform/config/read-configuration';
import { explainFailure } from './platform/errors/explain-failure';
import { StartError } from './platform/errors/start-error';

const PATIENCE_MS = 2_500;

/**
 * Asks the process beside us whether it is alive, by the settings it runs with: a container has no curl. An API answers
 * on its own port; a worker opens none, and answers where its metrics are.
 */
async function main(): Promise<void> {
  const { roles, api, prometheusPort } = readConfiguration(readEnvironment());
  const port = roles.includes('api') ? api.port : prometheusPort;
  if (port === null) throw new StartError('A worker tells how it is on PROMETHEUS_PORT, which is not set.');
  const answer = await fetch(`http://127.0.0.1:${port}/health/live`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) throw new StartError(`/health/live on port ${port} answers ${answer.status}.`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});
