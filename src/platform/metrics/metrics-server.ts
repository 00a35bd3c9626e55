import { createServer, type Server } from 'node:http';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { register } from 'prom-client';
import { Configuration } from '../config/configuration';
import { StartError } from '../errors/start-error';
import { HealthService, isUnable } from '../health/health.service';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Serves `/metrics` on a port of its own when PROMETHEUS_PORT is set, so that the numbers can be kept inside while the
 * API faces the world. A process that only works and opens no API is scraped there too, and asked how it is.
 */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Metrics');
  private server: Server | undefined;

  constructor(
    private readonly configuration: Configuration,
    private readonly health: HealthService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { prometheusPort, api } = this.configuration;
    if (prometheusPort === null) return;
    const pages: Readonly<Record<string, () => Promise<Answer>>> = {
      '/metrics': async () => ({ status: 200, type: register.contentType, body: await register.metrics() }),
      '/health/live': () => Promise.resolve(json(200, { status: 'ok' })),
      '/health/ready': async () => {
        const { status, checks } = await this.health.report();
        return json(isUnable({ status }) ? 503 : 200, { status, checks });
      },
    };
    const server = createServer((request, response) => {
      const page = request.method === 'GET' ? pages[request.url?.split('?')[0] ?? ''] : undefined;
      if (!page) {
        response.writeHead(404).end();
        return;
      }
      page().then(
        ({ status, type, body }) => response.writeHead(status, { 'Content-Type': type }).end(body),
        (error: unknown) => {
          this.logger.error(error);
          response.writeHead(500).end();
        },
      );
    });
    await listen(server, prometheusPort, api.host);
    this.server = server;
  }

  onModuleDestroy(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}

function json(status: number, body: object): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new StartError(`PROMETHEUS_PORT ${port} cannot be opened on ${host}: ${error.code ?? error.message}`),
      );
    });
    server.listen(port, host, resolve);
  });
}
