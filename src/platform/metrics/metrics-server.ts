import { createServer, type Server } from 'node:http';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { register } from 'prom-client';
import { Configuration } from '../config/configuration';
import { StartError } from '../errors/start-error';

/**
 * Serves `/metrics` on a port of its own when PROMETHEUS_PORT is set, so that the numbers can be kept inside while the
 * API faces the world; a process that only works and opens no API is scraped there too.
 */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Metrics');
  private server: Server | undefined;

  constructor(private readonly configuration: Configuration) {}

  async onApplicationBootstrap(): Promise<void> {
    const { prometheusPort, api } = this.configuration;
    if (prometheusPort === null) return;
    const server = createServer((request, response) => {
      if (request.url?.split('?')[0] !== '/metrics' || request.method !== 'GET') {
        response.writeHead(404).end();
        return;
      }
      register.metrics().then(
        (text) => response.writeHead(200, { 'Content-Type': register.contentType }).end(text),
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
