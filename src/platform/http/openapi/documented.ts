import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/*
 * What a controller says about a route beyond its types. The names of examples are those of the files in contract/,
 * so that the documentation shows what the tests hold both ends to.
 */

export const BODY_EXAMPLES = 'x-body-examples';
export const ANSWER_EXAMPLES = 'x-answer-examples';
export const REFUSALS = 'x-refusals';

/** `@BodyExample('signals/signal.seed.request', …)`: named examples of the request body. */
export function BodyExample(...names: string[]): MethodDecorator & ClassDecorator {
  return ApiExtension(BODY_EXAMPLES, names);
}

/** `@AnswerExample(201, 'signals/signal.response', …)`: named examples of an answer. */
export function AnswerExample(status: number, ...names: string[]): MethodDecorator & ClassDecorator {
  return ApiExtension(`${ANSWER_EXAMPLES}-${status}`, names);
}

/**
 * `@Refusals({ 404: ['SIGNAL.NOT_FOUND'], 409: ['SESSION_FENCED'] })`: the codes of this route's own. What every route
 * may answer is documented without being named.
 */
export function Refusals(
  codes: Readonly<Record<number, readonly string[]>>,
): MethodDecorator & ClassDecorator {
  return applyDecorators(ApiExtension(REFUSALS, codes));
}
