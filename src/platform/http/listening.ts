import { createServer } from 'node:net';
import { StartError } from '../errors/start-error';

/** An address of this machine and the variables that choose it. */
export interface ListeningAddress {
  readonly host: string;
  readonly port: number;
  readonly hostVariable: string;
  readonly portVariable: string;
}

const REASONS: Readonly<Record<string, (address: ListeningAddress) => string>> = {
  EADDRINUSE: ({ port, portVariable }) =>
    `Port ${port} is busy: another program listens there. Stop it, or set ${portVariable} to another port.`,
  EACCES: ({ port, portVariable }) =>
    `Port ${port} is reserved for the administrator: set ${portVariable} to a port above 1023.`,
  EADDRNOTAVAIL: ({ host, hostVariable }) =>
    `${host} is not an address of this machine: set ${hostVariable} to 127.0.0.1 or 0.0.0.0.`,
  ENOTFOUND: ({ host, hostVariable }) =>
    `${host} is not an address of this machine: set ${hostVariable} to 127.0.0.1 or 0.0.0.0.`,
};

/** Explains why nobody can listen there; any other failure is passed on as it is. */
export function listeningError(address: ListeningAddress, cause: unknown): unknown {
  const explain = REASONS[(cause as NodeJS.ErrnoException).code ?? ''];
  return explain ? new StartError(explain(address), { cause }) : cause;
}

/** Finds out before anything is started, or a database migrated under a server that is running already. */
export function checkListening(address: ListeningAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const explained = listeningError(address, error);
      reject(explained instanceof Error ? explained : error);
    });
    probe.listen(address.port, address.host, () => {
      probe.close(() => {
        resolve();
      });
    });
  });
}
