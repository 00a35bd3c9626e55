import { type Answer, type ApiClient } from './api-client';

export const PASSWORD = 'SecurePassword123!';

/** A registered person and the tokens of a login. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  /** Speaks with the access token. */
  readonly api: ApiClient;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Registers somebody and logs them in, through the front door. */
export async function registerPerson(anybody: ApiClient, username: string): Promise<Person> {
  const email = `${username}@example.com`;
  const registered = await anybody.post('/auth/register', { email, username, password: PASSWORD });
  expectStatus(registered, 201);
  return { id: registered.body['id'] as string, username, email, ...(await logIn(anybody, username)) };
}

export async function logIn(
  anybody: ApiClient,
  username: string,
  password = PASSWORD,
): Promise<Pick<Person, 'api' | 'accessToken' | 'refreshToken'>> {
  const login = await anybody.post('/auth/login', { username, password });
  expectStatus(login, 200);
  const accessToken = login.body['access_token'] as string;
  return { api: anybody.as(accessToken), accessToken, refreshToken: login.body['refresh_token'] as string };
}

/** Makes an API token of this person; returns the token and its id. */
export async function makeApiToken(
  person: Person,
  scopes: readonly string[],
  options: { expires_at?: string } = {},
): Promise<{ id: string; token: string; api: ApiClient }> {
  const made = await person.api.post('/auth/tokens', { name: 'of a test', scopes, ...options });
  expectStatus(made, 201);
  const token = made.body['token'] as string;
  return { id: made.body['id'] as string, token, api: person.api.as(token) };
}

function expectStatus(answer: Answer, status: number): void {
  if (answer.status !== status) {
    throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`);
  }
}
