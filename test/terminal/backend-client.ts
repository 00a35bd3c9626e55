import { problemSentence } from './problem';

/** What a call came to. Only `answered` says that the backend took the message. */
export type Answer =
  | { readonly kind: 'answered'; readonly body: unknown }
  | {
      readonly kind: 'refused';
      readonly status: number;
      /** The stable code of the error, from its header: the body of an error may not reach a terminal. */
      readonly code: string;
      readonly detail: string;
      readonly retryAfterMs: number | null;
    }
  /** No answer, or one that was cut: the backend may have done it all the same. */
  | { readonly kind: 'lost'; readonly reason: string };

export interface BackendOptions {
  /** Such as `http://127.0.0.1:8000`, without the prefix. */
  readonly url: string;
  readonly token: string;
  readonly timeoutMs?: number;
}

/** Calls the backend as WebRequest does: one at a time, with a time limit, over a connection that is kept. */
export class BackendClient {
  private readonly aborted = new AbortController();

  constructor(private readonly options: BackendOptions) {}

  post(path: string, body: unknown): Promise<Answer> {
    return this.call('POST', path, JSON.stringify(body));
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  /** Ends the call under way, and refuses all that follow: the terminal is gone. */
  abort(): void {
    this.aborted.abort();
  }

  private async call(method: string, path: string, body?: string): Promise<Answer> {
    try {
      const response = await fetch(`${this.options.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.options.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body ?? null,
        signal: AbortSignal.any([this.aborted.signal, AbortSignal.timeout(this.options.timeoutMs ?? 3_000)]),
      });
      const text = await response.text();
      return response.ok ? { kind: 'answered', body: JSON.parse(text) as unknown } : refusal(response, text);
    } catch (error) {
      return { kind: 'lost', reason: reasonOf(error) };
    }
  }
}

function refusal(response: Response, text: string): Answer {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: 'refused',
    status: response.status,
    code: response.headers.get('x-error-code') ?? `HTTP_${response.status}`,
    detail: problemSentence(text),
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null,
  };
}

/** fetch says only "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
