/**
 * Writes asyncapi.json: the live feed, described from the rooms' own event types (`src/<room>/<room>.events.ts`).
 * `npm run contract:live` after a change of an event; a test fails while the file lags behind.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const target = join(root, 'contract', 'live', 'asyncapi.json');

/** Every line that a room adds to the event map: its name, the type of its payload, and where that is declared. */
function declaredEvents() {
  return globSync('src/*/*.events.ts', { cwd: root })
    .sort()
    .flatMap((file) => {
      const source = ts.createSourceFile(
        file,
        readFileSync(join(root, file), 'utf8'),
        ts.ScriptTarget.ES2023,
        true,
      );
      const events = [];
      const visit = (node) => {
        if (ts.isInterfaceDeclaration(node) && node.name.text === 'EventMap') {
          for (const member of node.members) {
            events.push({ name: member.name.text, type: member.type.getText(), file });
          }
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
      return events;
    });
}

/** JSON Schemas of all payloads, each named after its type. */
function payloadSchemas(events) {
  const generator = createGenerator({
    path: join(root, 'src/*/*.events.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    skipTypeCheck: true,
    topRef: true,
    additionalProperties: false,
  });
  const schemas = Object.assign(
    {},
    ...[...new Set(events.map(({ type }) => type))].map((type) => generator.createSchema(type).definitions),
  );
  return JSON.parse(JSON.stringify(schemas).replaceAll('#/definitions/', '#/components/schemas/'));
}

function eventMessage({ name, type }) {
  return {
    name,
    title: name,
    payload: {
      type: 'object',
      required: ['id', 'type', 'v', 'ts', 'session_id', 'data'],
      additionalProperties: false,
      properties: {
        id: {
          type: ['string', 'null'],
          description: 'Where to go on after; null for a tick, which is not kept.',
        },
        type: { const: name },
        v: { type: 'integer', description: 'Version of the payload.' },
        ts: { type: 'string', format: 'date-time', description: 'When the server learnt of it.' },
        session_id: { type: ['string', 'null'], format: 'uuid' },
        data: { $ref: `#/components/schemas/${type}` },
      },
    },
  };
}

const text = (type, properties = {}, summary = '') => ({
  name: type,
  title: type,
  ...(summary ? { summary } : {}),
  payload: {
    type: 'object',
    required: ['type', ...Object.keys(properties)],
    additionalProperties: false,
    properties: { type: { const: type }, ...properties },
  },
});

const CONTROL = {
  ready: text('ready', { id: { type: 'string' } }, 'The line is open; news after this id follows.'),
  refused: text('refused', { code: { type: 'string' } }, 'The line is closed, and why.'),
  shutdown: text('shutdown', { retry_in_ms: { type: 'integer', minimum: 0 } }, 'Come back after so long.'),
};
const RAW_ONLY = {
  pong: text('pong', {}, 'The answer to a ping.'),
  doorbell: text('doorbell', {}, 'To a terminal: an order is ready, sync now.'),
};

function describeLive() {
  const events = declaredEvents();
  const messages = Object.fromEntries(events.map((event) => [event.name, eventMessage(event)]));
  const all = { ...messages, ...CONTROL, ...RAW_ONLY };
  const refs = (names) =>
    Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
  const sendable = (channel, names) => ({
    action: 'send',
    channel: { $ref: `#/channels/${channel}` },
    messages: names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
  });
  const common = [...Object.keys(messages), ...Object.keys(CONTROL)];
  const raw = [...common, ...Object.keys(RAW_ONLY)];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Rubi Studio live feed',
      version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
      description:
        'What happens, as it happens. Every event after the last id that a client saw reaches it once and in order.',
    },
    defaultContentType: 'application/json',
    servers: { local: { host: 'localhost:8000', protocol: 'ws' } },
    channels: {
      socketIo: {
        address: '/socket.io',
        description:
          'Socket.IO, WebSocket transport. Handshake auth: {token, session_id?, after?}. Each message is emitted under its type.',
        messages: refs(common),
      },
      webSocket: {
        address: '/ws/trading/live/{session_id}',
        parameters: { session_id: { description: 'A session of the caller.' } },
        description:
          'Plain WebSocket. The token goes in the Authorization header, in the subprotocols ("rubi.v1", token), or in the first message.',
        messages: { ...refs(raw), ...refs(['ping', 'auth']) },
      },
    },
    operations: {
      tellOnSocketIo: sendable('socketIo', common),
      tellOnWebSocket: sendable('webSocket', raw),
      hearOnWebSocket: {
        action: 'receive',
        channel: { $ref: '#/channels/webSocket' },
        messages: ['ping', 'auth'].map((name) => ({ $ref: `#/channels/webSocket/messages/${name}` })),
      },
    },
    components: {
      messages: {
        ...all,
        ping: text('ping'),
        auth: {
          name: 'auth',
          payload: {
            type: 'object',
            required: ['type', 'token'],
            properties: {
              type: { const: 'auth' },
              token: { type: 'string' },
              after: { type: 'string', description: 'The last id seen.' },
            },
          },
        },
      },
      schemas: payloadSchemas(events),
    },
  };
}

const written = await format(JSON.stringify(describeLive()), { parser: 'json', printWidth: 110 });
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== written) {
    console.error('contract/live/asyncapi.json lags behind the events: run npm run contract:live');
    process.exit(1);
  }
} else {
  writeFileSync(target, written);
}
