/** RFC 9457 with our members, as OpenAPI describes it. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'request_id', 'errors', 'message', 'statusCode'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string', description: 'In the language of Accept-Language, English or French' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable: decide by it. Also in the header X-Error-Code' },
    detail: { type: 'string' },
    request_id: { type: 'string', description: 'Also in the header X-Request-Id, and in our log' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: {
          pointer: { type: 'string', description: 'RFC 6901, into the body or the query' },
          message: { type: 'string' },
        },
      },
    },
    params: { type: 'object', description: 'The numbers and ids behind `detail`' },
    message: { type: 'string', description: 'The same as detail' },
    statusCode: { type: 'integer', description: 'The same as status' },
  },
};
