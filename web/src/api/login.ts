import createClient from 'openapi-fetch';
import { asProblem, Problem } from './problem';
import type { components, paths } from './schema/api';

type TokenPair = components['schemas']['TokenPairAnswer'];
type Credentials = components['schemas']['LoginDto'];

/** What is kept between visits: one refresh token, in the place that its owner chose. */
const KEY = 'rubi.refresh';
/** A token this close to its end is renewed before it is used. */
const EARLY_MS = 30_000;

export type LoginState = 'unknown' | 'out' | 'in';

/**
 * Who is logged in here. The access token lives in memory only; the refresh token is good once, so the tabs of one
 * browser take turns in using it.
 */
class Login {
  state: LoginState = 'unknown';
  private accessToken: string | null = null;
  private expiresAt = 0;
  private renewing: Promise<string | null> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly plain = createClient<paths>({ baseUrl: '/' });

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Goes on where the last visit ended, if it can. A backend that does not answer ends nobody's login. */
  async resume(): Promise<void> {
    if (stored() === null) this.become('out');
    else await this.renew();
  }

  /** @throws Problem */
  async logIn(credentials: Credentials, stay: boolean): Promise<void> {
    const { data, error, response } = await this.plain
      .POST('/api/v1/auth/login', { body: credentials })
      .catch(noAnswer);
    if (!data) throw new Problem(response.status, error);
    store(data.refresh_token, stay);
    this.take(data);
  }

  /** The pair that a change of the password answers with: all other logins are over. */
  replace(pair: TokenPair): void {
    store(pair.refresh_token, isKept());
    this.take(pair);
  }

  async logOut(): Promise<void> {
    const refreshToken = stored();
    const token = await this.token();
    this.forget();
    if (token === null || refreshToken === null) return;
    // Logged out here whatever the server says: the token is gone from this browser.
    await this.plain
      .POST('/api/v1/auth/logout', {
        body: { refresh_token: refreshToken },
        headers: { Authorization: `Bearer ${token}` },
      })
      .catch(() => undefined);
  }

  /** An access token that is good for a while yet; null when there is no login any more. */
  async token(): Promise<string | null> {
    if (this.accessToken !== null && Date.now() < this.expiresAt - EARLY_MS) return this.accessToken;
    return this.renew();
  }

  /** The backend does not take this token: renew it, once for all who ask. */
  async renewAfter(refused: string): Promise<string | null> {
    return this.accessToken !== null && this.accessToken !== refused ? this.accessToken : this.renew();
  }

  private renew(): Promise<string | null> {
    this.renewing ??= inTurn(() => this.exchange()).finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async exchange(): Promise<string | null> {
    const refreshToken = stored();
    if (refreshToken === null) {
      this.forget();
      return null;
    }
    const { data, response } = await this.plain
      .POST('/api/v1/auth/refresh', { body: { refresh_token: refreshToken } })
      .catch(noAnswer);
    if (data) {
      store(data.refresh_token, isKept());
      this.take(data);
      return data.access_token;
    }
    if (response.status === 401 || response.status === 422) {
      this.forget();
      return null;
    }
    throw new Problem(response.status);
  }

  private take(pair: TokenPair): void {
    this.accessToken = pair.access_token;
    this.expiresAt = Date.now() + pair.expires_in * 1000;
    this.become('in');
  }

  private forget(): void {
    this.accessToken = null;
    localStorage.removeItem(KEY);
    sessionStorage.removeItem(KEY);
    this.become('out');
  }

  private become(state: LoginState): void {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

export const login = new Login();

function stored(): string | null {
  return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
}

function isKept(): boolean {
  return sessionStorage.getItem(KEY) === null;
}

function store(token: string, stay: boolean): void {
  (stay ? sessionStorage : localStorage).removeItem(KEY);
  (stay ? localStorage : sessionStorage).setItem(KEY, token);
}

/** Locks need a secure page; without one the backend's ten seconds of patience with a repeated token must do. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? locks.request(KEY, work) : work();
}

function noAnswer(error: unknown): never {
  throw asProblem(error);
}
