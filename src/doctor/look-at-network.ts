import { createServer } from 'node:net';
import { type Settings } from '../platform/config/configuration';
import { absent, type Finding, odd, well, wrong } from './finding';

const PATIENCE_MS = 3_000;

/** Who holds the ports, and what that means for those who call. */
export async function lookAtNetwork(settings: Settings): Promise<Finding[]> {
  const { api, prometheusPort, roles } = settings;
  const findings: Finding[] = [];
  if (roles.includes('api')) findings.push(await lookAtPort(api.host, api.port, 'API_PORT'));
  if (prometheusPort !== null) findings.push(await lookAtPort(api.host, prometheusPort, 'PROMETHEUS_PORT'));
  else if (!roles.includes('api')) {
    findings.push(
      odd(
        'port',
        'a worker that nobody can ask how it is',
        'set PROMETHEUS_PORT=9090 for its health and metrics',
      ),
    );
  }
  if (settings.production && settings.trustedProxies.length === 0 && !isLoopback(api.host)) {
    findings.push(
      odd(
        'proxies',
        'nobody is believed to say for whom they ask: behind a balancer all callers are one to the rate limits',
        'set TRUSTED_PROXIES to the balancer’s address, such as ["10.0.0.0/8"]; leave it if there is none',
      ),
    );
  }
  findings.push(
    settings.corsOrigins.length === 0
      ? absent('web pages', 'of other origins may not call the API')
      : settings.production && settings.corsOrigins.some((origin) => origin.startsWith('http://'))
        ? odd('web pages', settings.corsOrigins.join(', '), 'allow https:// origins only in CORS_ORIGINS')
        : well('web pages', `of ${settings.corsOrigins.join(', ')} may call the API`),
  );
  return findings;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

async function lookAtPort(host: string, port: number, variable: string): Promise<Finding> {
  if (await isFree(host, port)) return well('port', `${port} is free`);
  const told = await askHealth(host, port);
  if (told === undefined) {
    return wrong('port', `${port} is taken by another program`, `stop it, or set ${variable} to a free one`);
  }
  return told === 'ok' || told === 'degraded'
    ? well('port', `${port} is ours: a server that runs here says "${told}"`)
    : wrong(
        'port',
        `${port} is ours: a server that runs here says "${told}"`,
        'see what /health says in full',
      );
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** The word of a server of ours; undefined when whoever listens there is no such server. */
async function askHealth(host: string, port: number): Promise<string | undefined> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  try {
    const response = await fetch(`http://${address}:${port}/health/ready`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { status, checks } = (await response.json()) as { status?: unknown; checks?: unknown };
    return typeof status === 'string' && typeof checks === 'object' ? status : undefined;
  } catch {
    return undefined;
  }
}
