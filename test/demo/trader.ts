import { randomInt } from 'node:crypto';
import { problemSentence } from '../terminal/problem';
import { type Protection } from './protection';
import { type Shape } from '../terminal/shape';
import * as wire from './trader-wire';

export interface Posted {
  readonly answer: wire.SignalAnswer;
  /** The backend knew this signal already, and did nothing again. */
  readonly replayed: boolean;
}

export interface NewSignal {
  readonly symbol: string;
  readonly signal_type: 'BUY' | 'SELL' | 'CLOSE_BUY' | 'CLOSE_SELL';
  readonly entry_price?: number;
  readonly stop_loss?: number;
  readonly take_profit?: number;
  readonly volume?: number;
  readonly signal_time: string;
  readonly client_signal_id: string;
  readonly strategy: string;
}

/** Read aloud and typed without a mistake: no l, 1, o or 0. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const PASSWORD_LENGTH = 14;

/** The demo's user: signs up, hands out tokens to its programs, posts signals and looks at what came of them. */
export class Trader {
  readonly username = 'demo';
  readonly password = Array.from({ length: PASSWORD_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(
    '',
  );
  /** What the terminals log in with. */
  terminalToken = '';
  private token = '';
  /** Of the login: what a person decides, no program may. */
  private personToken = '';

  constructor(private readonly url: string) {}

  /** Signs up, logs in, and goes on with an API token, which does not expire while the demo runs. */
  async signUp(): Promise<void> {
    const { username, password } = this;
    await this.send('/auth/register', { email: 'demo@example.com', username, password });
    const login = await this.send('/auth/login', { username, password });
    this.personToken = wire.loginResponse.parse(login.body, '').access_token;
    this.token = this.personToken;
    const scopes = ['signals:write', 'read'];
    const programs = await this.createToken('Signal source and console', scopes);
    this.terminalToken = await this.createToken('Simulated terminals', ['terminal']);
    this.token = programs;
  }

  /** Chooses how much an account may risk. */
  async protect(accountId: string, protection: Protection): Promise<void> {
    const path = `/accounts/${accountId}/risk-profile`;
    await this.send(path, protection, { method: 'PUT', token: this.personToken });
  }

  async post(signal: NewSignal): Promise<Posted> {
    const { body, headers } = await this.send('/trading/signals', signal);
    const answer = wire.signalResponse.parse(body, '');
    return { answer, replayed: headers.get('idempotency-replayed') === 'true' };
  }

  signal(id: number): Promise<wire.SignalView> {
    return this.read(`/trading/signals/${id}`, wire.signalById);
  }

  async orders(): Promise<readonly wire.OrderView[]> {
    return (await this.read('/trading/orders?limit=100', wire.orderList)).data;
  }

  async positions(sessionId: string): Promise<readonly wire.PositionView[]> {
    return (await this.read(`/trading/positions?session_id=${sessionId}`, wire.positionList)).data;
  }

  account(sessionId: string): Promise<wire.AccountView> {
    return this.read(`/mt5/account/${sessionId}`, wire.account);
  }

  private async createToken(name: string, scopes: readonly string[]): Promise<string> {
    const { body } = await this.send('/auth/tokens', { name, scopes });
    return wire.tokenResponse.parse(body, '').token;
  }

  private async read<T>(path: string, shape: Shape<T>): Promise<T> {
    return shape.parse((await this.send(path)).body, path);
  }

  private async send(
    path: string,
    body?: unknown,
    { method = body === undefined ? 'GET' : 'POST', token = this.token } = {},
  ): Promise<{ body: unknown; headers: Headers }> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    });
    const text = await response.text();
    if (!response.ok) {
      const code = response.headers.get('x-error-code') ?? `HTTP_${response.status}`;
      throw new BackendRefusal(path, code, text);
    }
    return { body: JSON.parse(text) as unknown, headers: response.headers };
  }
}

/** The backend answered, and the answer is no. */
export class BackendRefusal extends Error {
  constructor(
    path: string,
    readonly code: string,
    body: string,
  ) {
    super(`${path} is refused, ${code}: ${problemSentence(body)}`);
  }
}
