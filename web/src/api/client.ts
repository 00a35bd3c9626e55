import createClient from 'openapi-fetch';
import { login } from './login';
import { Problem } from './problem';
import type { components, paths } from './schema/api';

export type Schemas = components['schemas'];

let language = 'en';

/** The language in which the backend names its problems. */
export function speak(chosen: string): void {
  language = chosen;
}

/** Sends a request with a token that holds, and once more with a fresh one if it did not. */
async function authorisedFetch(request: Request): Promise<Response> {
  const token = await login.token();
  const again = request.clone();
  const response = await send(request, token);
  if (response.status !== 401 || token === null) return response;
  const renewed = await login.renewAfter(token);
  return renewed === null ? response : send(again, renewed);
}

function send(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  request.headers.set('Accept-Language', language);
  return fetch(request);
}

/** The API, typed by its own description. */
export const api = createClient<paths>({ baseUrl: '/', fetch: authorisedFetch });

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of a good answer.
 *
 * @throws Problem for any other, and when there is none
 */
export async function answerOf<T>(call: Promise<Answered<T>>): Promise<T> {
  const answer = await call.catch(() => {
    throw new Problem(0);
  });
  const { data, error, response } = answer;
  if (!response.ok) throw new Problem(response.status, typeof error === 'object' ? (error ?? {}) : {});
  return data as T;
}
