import type { components } from './schema/api';

type ProblemBody = components['schemas']['Problem'];

/** The code of a call that got no answer at all. */
export const NO_ANSWER = 'NO_ANSWER';

/** A refusal of the backend, or its silence, with the stable code that the languages translate. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly fields: readonly { readonly pointer: string; readonly message: string }[];
  readonly requestId: string | null;

  constructor(status: number, body: Partial<ProblemBody> = {}) {
    super(body.detail ?? body.title ?? NO_ANSWER);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? NO_ANSWER : 'SERVER.FAULT');
    this.detail = body.detail ?? '';
    this.fields = body.errors ?? [];
    this.requestId = body.request_id ?? null;
  }

  /** What is wrong with one field of a form, if anything is. */
  messageFor(field: string): string | undefined {
    return this.fields.find(({ pointer }) => pointer === `/${field}`)?.message;
  }
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0);
}
