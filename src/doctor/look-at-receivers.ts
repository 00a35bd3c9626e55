import { connect } from 'node:net';
import { type Settings } from '../platform/config/configuration';
import { absent, type Finding, odd, well } from './finding';

const PATIENCE_MS = 3_000;

/** Whether those who are to be told of failures and traces can be reached. Nothing is sent to them. */
export async function lookAtReceivers({ sentryDsn, traces }: Settings): Promise<Finding[]> {
  return Promise.all([
    lookAt('error reports', sentryDsn, 'SENTRY_DSN'),
    lookAt('traces', traces?.url ?? null, 'OTEL_EXPORTER_OTLP_ENDPOINT'),
  ]);
}

/** Never repeats the address as it is: a DSN holds a key. */
async function lookAt(about: string, address: string | null, variable: string): Promise<Finding> {
  if (address === null) return absent(about, `go nowhere: ${variable} is not set`);
  const { hostname, port: given, protocol } = new URL(address);
  const port = given === '' ? (protocol === 'https:' ? '443' : '80') : given;
  const where = `${hostname}:${port}`;
  // An IPv6 address stands in brackets in a URL, and nowhere else.
  const fault = await connectTo(hostname.replace(/^\[|\]$/g, ''), Number(port));
  return fault === undefined
    ? well(about, `go to ${where}, which can be reached`)
    : odd(
        about,
        `are lost: ${where} cannot be reached (${fault})`,
        `mend ${variable}, open the way there, or take it out; trading does not depend on it`,
      );
}

/** What went wrong; undefined when somebody listens there. */
function connectTo(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (fault?: string) => (): void => {
      socket.destroy();
      resolve(fault);
    };
    socket.once('connect', end());
    socket.once('timeout', end('no answer'));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(error.code ?? error.message)();
    });
  });
}
