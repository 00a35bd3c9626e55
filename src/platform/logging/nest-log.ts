import { type LoggerService } from '@nestjs/common';
import { currentRequest } from '../http/request-context';
import { type ErrorReports } from '../telemetry/error-reports';
import { currentSpan } from '../telemetry/spans';
import { type Log } from './log';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Nest names each module and route as it starts: a hundred lines that nobody asks for until something is wrong. */
const NEST_AT_START: ReadonlySet<unknown> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'WebSocketsController',
]);

/** Hands the lines of `new Logger('Room')`, Nest's own included, to the log, and failures among them to those who care. */
export class NestLog implements LoggerService {
  constructor(
    private readonly sink: Log,
    private readonly reports: ErrorReports | null = null,
  ) {}

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(NEST_AT_START.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the logger's name last, and for errors sometimes a stack or the error itself before it. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    if (!this.sink.isLevelEnabled(level) && !this.reports) return;
    const last = rest.at(-1);
    const name = typeof last === 'string' ? last : undefined;
    const others = name === undefined ? rest : rest.slice(0, -1);
    const error = [message, ...others].find((part) => part instanceof Error);
    const stack = others.find((part) => typeof part === 'string');
    if (this.reports && (level === 'error' || level === 'fatal')) {
      const request = currentRequest();
      this.reports.report({
        error: error ?? errorOf(textOf(message), stack),
        message: textOf(message),
        level,
        logger: name,
        requestId: request?.requestId,
        userId: request?.userId,
        span: currentSpan(),
      });
    }
    this.sink[level](
      {
        ...(name === undefined ? {} : { 'log.logger': name }),
        ...(error ? errorFields(error) : {}),
        ...(stack === undefined ? {} : { 'error.stack_trace': stack }),
        ...labelsOf(message),
      },
      textOf(message),
    );
  }
}

/** A line without an error is one too; where only the stack was kept, it is the one that counts. */
function errorOf(message: string, stack: string | undefined): Error {
  const [, name, text] = /^(\w*Error): (.*)/.exec(stack ?? '') ?? [];
  const error = new Error(text ?? message);
  if (name !== undefined) error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}

const DEEPEST_CAUSE = 5;

/** ECS has one stack per line; what caused an error is written beneath it, as Node prints it. */
function errorFields(error: Error): object {
  const stacks: string[] = [];
  for (let at: unknown = error; at instanceof Error && stacks.length < DEEPEST_CAUSE; at = at.cause) {
    stacks.push(at.stack ?? at.message);
  }
  return {
    'error.type': error.name,
    'error.message': error.message,
    'error.stack_trace': stacks.join('\ncaused by: '),
  };
}

/** `logger.warn({ message: 'Order is unknown', orderId })`: what is beside the message are labels. */
function labelsOf(message: unknown): object {
  if (typeof message !== 'object' || message === null || message instanceof Error) return {};
  const labels: Record<string, unknown> = { ...message };
  delete labels['message'];
  return Object.keys(labels).length > 0 ? { labels } : {};
}

function textOf(message: unknown): string {
  if (typeof message === 'string') return message;
  if (message instanceof Error) return message.message;
  const text =
    typeof message === 'object' && message !== null && 'message' in message ? message.message : message;
  return typeof text === 'string' ? text : JSON.stringify(text);
}
