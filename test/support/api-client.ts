import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

export type Json = Record<string, unknown>;

/** What came back. `body` is the parsed JSON of an object, and empty when there was none. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Json;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address of this machine that the call comes from, such as `127.0.0.2`. */
  readonly localAddress?: string;
}

/** Speaks to a running application as one caller: anybody, a person or a program. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly token: string | null = null,
    /** Whose connections are used; without one, those that the whole program shares. */
    private readonly agent?: Agent,
  ) {}

  /** The same server, called with another token, or with none. */
  as(token: string | null): ApiClient {
    return new ApiClient(this.url, token, this.agent);
  }

  /** The same caller at another server. */
  at(url: string): ApiClient {
    return new ApiClient(url, this.token, this.agent);
  }

  get(path: string, options?: CallOptions): Promise<Answer> {
    return this.call('GET', path, options);
  }

  post(path: string, body: unknown, options?: CallOptions): Promise<Answer> {
    return this.call('POST', path, { ...options, body });
  }

  put(path: string, body: unknown, options?: CallOptions): Promise<Answer> {
    return this.call('PUT', path, { ...options, body });
  }

  patch(path: string, body: unknown, options?: CallOptions): Promise<Answer> {
    return this.call('PATCH', path, { ...options, body });
  }

  delete(path: string, options?: CallOptions): Promise<Answer> {
    return this.call('DELETE', path, options);
  }

  call(method: string, path: string, { body, headers, localAddress }: CallOptions = {}): Promise<Answer> {
    const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.url}/api/v1${path}`,
        {
          method,
          headers: {
            ...(payload === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...(this.token === null ? {} : { Authorization: `Bearer ${this.token}` }),
            ...headers,
          },
          ...(localAddress === undefined ? {} : { localAddress }),
          ...(this.agent === undefined ? {} : { agent: this.agent }),
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              body: text.startsWith('{') ? (JSON.parse(text) as Json) : {},
            });
          });
        },
      );
      sent.on('error', reject);
      sent.end(payload);
    });
  }
}
