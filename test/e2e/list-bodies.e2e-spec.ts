import { type OpenAPIObject } from '@nestjs/swagger';
import { type Answer, type Json } from '../support/api-client';
import { contract } from '../support/contract';
import { head, sendRaw } from '../support/raw-http';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, TradingDesk } from '../support/trading-desk';

/** As long as MetaTrader's own. */
const TICKET = 9_000_000_000_000;
const COMMENT = 'a comment as long as MT5 has it';

type Schemas = Record<string, { properties?: Record<string, { maxItems?: number }> } | undefined>;

/** How many items the documentation allows in this list of this message. */
type Most = (message: string, list: string) => number;

interface Listed {
  readonly path: string;
  readonly example: string;
  readonly message: string;
  readonly lists: readonly string[];
}

const LISTED: readonly Listed[] = [
  { path: '/trading/deals', example: 'positions/deals.request', message: 'ReportDealsDto', lists: ['deals'] },
  {
    path: '/trading/positions/update',
    example: 'positions/update.request',
    message: 'UpdatePositionsDto',
    lists: ['positions'],
  },
  { path: '/mt5/symbols', example: 'mt5/symbols.request', message: 'ReportSymbolsDto', lists: ['symbols'] },
  {
    path: '/mt5/sync',
    example: 'mt5/sync.request',
    message: 'SyncDto',
    lists: ['positions', 'deals', 'reports', 'quotes'],
  },
];

describe('a list as long as the documentation allows', () => {
  let test: TestApp;
  let desk: TradingDesk;
  let session: DeskSession;
  let most: Most;

  beforeAll(async () => {
    test = await startTestApp();
    desk = await TradingDesk.open(test, 'lister');
    session = await desk.connectConnector();
    const document = (await (await fetch(`${test.url}/docs-json`)).json()) as OpenAPIObject;
    const schemas = document.components?.schemas as Schemas;
    most = (message, list) => schemas[message]?.properties?.[list]?.maxItems ?? 0;
  });
  afterAll(() => test.close());

  function send({ path, example, message, lists }: Listed, more: number): Promise<Answer> {
    const body: Json = { ...contract(example), session_id: session.id };
    if (path === '/mt5/sync') Object.assign(body, { epoch: session.epoch, seq: (session.seq += 1) });
    for (const list of lists) {
      const [item = {}] = body[list] as Json[];
      body[list] = Array.from({ length: most(message, list) + more }, (_, index) => wide(item, index));
    }
    return desk.terminal.post(path, body);
  }

  it.each(LISTED)('is taken, item by item of real width: $path', async (listed) => {
    for (const list of listed.lists) expect(most(listed.message, list)).toBeGreaterThan(0);
    expect(await send(listed, 0)).toMatchObject({ status: 200 });
  });

  it.each(LISTED)('and one more is refused for its length, not for its bytes: $path', async (listed) => {
    const { status, body } = await send(listed, 1);
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'REQUEST.INVALID' });
  });

  it('is not taken of who does not say its length, nor where no list belongs', async () => {
    const filler = `{"session_id":"${'x'.repeat(101 * 1024)}"}`;
    const chunked = await sendRaw(
      test.url,
      head('POST', '/api/v1/mt5/sync', ['Content-Type: application/json', 'Transfer-Encoding: chunked']) +
        `${filler.length.toString(16)}\r\n${filler}\r\n0\r\n\r\n`,
    );
    expect(chunked.status).toBe(413);
    const elsewhere = await desk.terminal.post('/mt5/ping', { session_id: 'x'.repeat(101 * 1024) });
    expect(elsewhere.status).toBe(413);
    const endless = await desk.terminal.post('/mt5/sync', { session_id: 'x'.repeat(513 * 1024) });
    expect(endless.status).toBe(413);
  });
});

/** The example's item, as one of many: with numbers and a comment of their real width. */
function wide(item: Json, index: number): Json {
  const numbered = String(TICKET + index);
  const change: Json = {
    ticket: numbered,
    identifier: numbered,
    order: numbered,
    position: numbered,
    comment: COMMENT,
    symbol: `EURUSD.${index}`,
    report_id: `${numbered}-FILLED-${numbered}`,
    order_id: numbered,
    order_ticket: numbered,
    deal_ticket: numbered,
    position_ticket: numbered,
  };
  const own = Object.entries(change).filter(([name]) => name in item);
  return { ...item, ...Object.fromEntries(own) };
}
