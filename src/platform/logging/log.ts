import { join } from 'node:path';
import { ecsFormat } from '@elastic/ecs-pino-format';
import { type Logger, pino } from 'pino';
import { type Configuration } from '../config/configuration';
import { currentRequest } from '../http/request-context';
import { currentSpan } from '../telemetry/spans';
import { PRODUCT_VERSION } from '../product-version';
import { LineWriter } from './line-writer';
import { LogFile } from './log-file';
import { redact } from './redaction';
import { traceFields } from './trace-fields';

const FILE_NAME = 'rubi-studio.log';
const STDOUT = 1;
/** A disk that is full says so with every write; one warning in so many milliseconds is enough. */
const FAULT_EVERY_MS = 60_000;

export type Log = Logger;

/** Where finished lines go. */
export interface LogSink {
  write(line: string): void;
}

/** Opens the log of this process: every line to standard output and to the rotated file. */
export function openLog(settings: Configuration['log']): Log {
  if (settings.level === 'silent') return pino({ level: 'silent' });
  const sink = openSink(settings.directory);
  return createLog(settings.level, sink);
}

/** A log in the fields of the Elastic Common Schema: one line of JSON per entry, whatever text it carries. */
export function createLog(level: Configuration['log']['level'], sink: LogSink): Log {
  const ecs = ecsFormat({
    serviceName: 'rubi-studio',
    serviceVersion: PRODUCT_VERSION,
    apmIntegration: false,
  });
  return pino(
    {
      ...ecs,
      level,
      formatters: {
        ...ecs.formatters,
        // In capitals and under both names: `grep "ERROR"` finds it, and so do people who look for `level`.
        level: (label) => ({ 'log.level': label.toUpperCase(), level: label.toUpperCase() }),
      },
      mixin: requestFields,
    },
    {
      write: (line) => {
        sink.write(redact(line));
      },
    },
  );
}

/** Ties a line to the request, or the piece of work, during which it was written. */
function requestFields(): object {
  const request = currentRequest();
  const trace = traceFields(request, currentSpan());
  return request?.userId === undefined ? trace : { ...trace, 'user.id': request.userId };
}

function openSink(directory: string | null): LogSink {
  const stdout = new LineWriter({ descriptor: () => STDOUT, onFault: () => undefined });
  let warnedAt = -Infinity;
  const warn = (message: string): void => {
    if (performance.now() - warnedAt < FAULT_EVERY_MS) return;
    warnedAt = performance.now();
    createLog('warn', stdout).warn({ 'log.logger': 'Log' }, message);
  };
  const file = directory === null ? undefined : openFile(join(directory, FILE_NAME), warn);
  process.once('exit', () => {
    stdout.writeOutSync();
    file?.writeOutSync();
  });
  return {
    write: (line) => {
      stdout.write(line);
      file?.write(line);
    },
  };
}

function openFile(path: string, warn: (message: string) => void): LogFile | undefined {
  try {
    return new LogFile(path, { onFault: warn });
  } catch (error) {
    warn(
      `lines go to standard output only, ${path} cannot be written: ${(error as NodeJS.ErrnoException).code ?? ''}`,
    );
    return undefined;
  }
}
