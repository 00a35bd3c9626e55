import { type OpenAPIObject } from '@nestjs/swagger';
import { titleOf } from '../problem-titles';
import { PUBLIC_MARK } from '../public-route';
import { type DescribedAnswers, readDescribedAnswers } from './described-answers';
import { type ContractExamples } from './contract-examples';
import { ANSWER_EXAMPLES, BODY_EXAMPLES, REFUSALS } from './documented';
import { PROBLEM_SCHEMA } from './problem-schema';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['get']> & Record<string, unknown>;
type Responses = Operation['responses'];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const PREFIX = '/api/v1/';
const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** What any route under the prefix may answer, with the codes of the plumbing. */
const EVERYWHERE: Readonly<Record<number, readonly string[]>> = {
  429: ['REQUEST.TOO_MANY'],
  500: ['SERVER.FAULT'],
  503: ['SERVER.UNAVAILABLE', 'SERVER.OVERLOADED'],
};
/** Named last: it is what nobody meets who was told to use https. */
const IN_THE_CLEAR = { 403: ['REQUEST.NOT_ENCRYPTED'] };
const WITH_FIELDS = { 422: ['REQUEST.INVALID'] };
/** A body is read before its route is known, also where none is asked for. */
const WHATEVER_BODY = {
  400: ['REQUEST.MALFORMED'],
  413: ['REQUEST.BODY_TOO_LARGE'],
  415: ['REQUEST.UNSUPPORTED_MEDIA_TYPE'],
};
const WITH_CALLER = { 401: ['AUTH.UNAUTHENTICATED'], 403: ['AUTH.SCOPE_MISSING', 'AUTH.PERSON_REQUIRED'] };

/**
 * Fills in what no controller has to repeat: the examples of contract/, the refusals common to all routes, and the
 * problem that is the body of every refusal.
 */
export function completeDocument(document: OpenAPIObject, examples: ContractExamples): OpenAPIObject {
  const answers = readDescribedAnswers(examples);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...answers.schemas, Problem: PROBLEM_SCHEMA },
  };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (operation) complete(operation, path, examples, answers);
    }
  }
  return document;
}

function complete(
  operation: Operation,
  path: string,
  examples: ContractExamples,
  answers: DescribedAnswers,
): void {
  const isPublic = operation[PUBLIC_MARK] === true;
  Reflect.deleteProperty(operation, PUBLIC_MARK);
  operation.security = isPublic ? [] : [{ bearer: [] }];
  showBodies(operation, examples);
  showAnswers(operation, examples);
  describeAnswers(operation, answers);
  const refusals = [operation[REFUSALS] as Record<string, readonly string[]> | undefined];
  Reflect.deleteProperty(operation, REFUSALS);
  if (path.startsWith(PREFIX)) {
    refusals.push(EVERYWHERE, WHATEVER_BODY);
    if (operation.requestBody || operation.parameters?.length) refusals.push(WITH_FIELDS);
    if (!isPublic) refusals.push(WITH_CALLER);
    refusals.push(IN_THE_CLEAR);
  }
  for (const codes of refusals) addRefusals(operation.responses, codes ?? {});
  for (const [status, response] of Object.entries(operation.responses)) {
    if (Number(status) >= 400 && path.startsWith(PREFIX))
      asProblem(response as Response, Number(status), examples);
  }
}

interface Response {
  description: string;
  content?: Record<string, unknown>;
}

function addRefusals(responses: Responses, codes: Readonly<Record<string, readonly string[]>>): void {
  for (const [status, list] of Object.entries(codes)) {
    const response = (responses[status] ??= { description: '' }) as Response;
    const news = list.filter((code) => !response.description.includes(code)).map((code) => `\`${code}\``);
    response.description = [response.description, ...news].filter((part) => part !== '').join(', ');
  }
}

function asProblem(response: Response, status: number, examples: ContractExamples): void {
  const code = /`([A-Z][A-Z0-9_.]+)`/.exec(response.description)?.[1] ?? 'REQUEST.INVALID';
  const example = examples.get('errors/problem.response') as Record<string, unknown> | undefined;
  response.content = {
    'application/problem+json': {
      schema: PROBLEM,
      ...(example
        ? {
            example: {
              ...example,
              type: `https://docs.rubi-studio.com/errors/${code.toLowerCase()}`,
              title: titleOf(status, 'en'),
              status,
              code,
              statusCode: status,
              ...(code === 'REQUEST.INVALID' ? {} : { detail: '…', message: '…', errors: [] }),
            },
          }
        : {}),
    },
  };
}

function showBodies(operation: Operation, examples: ContractExamples): void {
  const names = operation[BODY_EXAMPLES] as readonly string[] | undefined;
  Reflect.deleteProperty(operation, BODY_EXAMPLES);
  const body = operation.requestBody as { content?: Record<string, { examples?: object }> } | undefined;
  const json = body?.content?.['application/json'];
  if (names && json) json.examples = named(names, examples);
}

function showAnswers(operation: Operation, examples: ContractExamples): void {
  for (const key of Object.keys(operation).filter((name) => name.startsWith(ANSWER_EXAMPLES))) {
    const status = key.slice(ANSWER_EXAMPLES.length + 1);
    const shown = named(operation[key] as readonly string[], examples);
    Reflect.deleteProperty(operation, key);
    const response = (operation.responses[status] ??= { description: '' }) as {
      content?: Record<string, { schema?: unknown; examples?: object }>;
    };
    response.content ??= {};
    const json = (response.content['application/json'] ??= {});
    json.examples = shown;
    json.schema ??= schemaOf(Object.values(shown)[0]?.value);
  }
}

/** What the controller's own return type says, for every answer that goes well and has a body. */
function describeAnswers(operation: Operation, answers: DescribedAnswers): void {
  const schema = answers.operations[operation.operationId ?? ''];
  if (!schema) return;
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!/^2\d\d$/.test(status) || status === '204') continue;
    const described = response as { content?: Record<string, { schema?: unknown }> };
    described.content = {
      ...described.content,
      'application/json': { ...described.content?.['application/json'], schema },
    };
  }
}

function named(names: readonly string[], examples: ContractExamples): Record<string, { value: unknown }> {
  return Object.fromEntries(
    names.filter((name) => examples.has(name)).map((name) => [name, { value: examples.get(name) }]),
  );
}

/** The shape of an example, for answers whose class says nothing: enough to generate a client from. */
function schemaOf(value: unknown): object {
  if (value === null || value === undefined) return {};
  if (Array.isArray(value)) return { type: 'array', items: value.length > 0 ? schemaOf(value[0]) : {} };
  if (typeof value === 'object') {
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(value).map(([key, field]) => [key, schemaOf(field)])),
    };
  }
  return { type: typeof value };
}
