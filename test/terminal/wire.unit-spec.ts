import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as seed from './seed-wire';
import { type Shape } from './shape';
import * as wire from './wire';

const EXAMPLES: readonly (readonly [string, Shape<unknown>])[] = [
  ['mt5/connect.request', wire.connectRequest],
  ['mt5/connect.response', wire.connectResponse],
  ['mt5/sync.request', wire.syncRequest],
  ['mt5/sync.idle.request', wire.syncRequest],
  ['mt5/sync.moved.request', wire.syncRequest],
  ['mt5/sync.outcomes.request', wire.syncRequest],
  ['mt5/sync.response', wire.syncResponse],
  ['mt5/symbols.request', wire.symbolsRequest],
  ['mt5/symbols.response', wire.symbolsResponse],
  ['mt5/disconnect.request', wire.disconnectRequest],
  ['mt5/disconnect.response', wire.disconnectResponse],
  ['positions/deals.request', wire.dealsRequest],
  ['mt5/connect.seed.request', seed.seedConnectRequest],
  ['mt5/ping.request', seed.pingRequest],
  ['mt5/ping.response', seed.pingResponse],
  ['mt5/account-update.request', seed.accountUpdateRequest],
  ['positions/update.request', seed.positionsUpdateRequest],
  ['signals/pending.response', seed.pendingResponse],
  ['signals/status.request', seed.statusRequest],
  ['signals/status.response', seed.statusResponse],
];

describe("the simulated terminal's wire", () => {
  it.each(EXAMPLES)('describes every field of contract/%s.json', (name, shape) => {
    const example: unknown = JSON.parse(readFileSync(join(__dirname, `../../contract/${name}.json`), 'utf8'));

    // A field that the shape does not know would be missing on the left.
    expect(shape.parse(example, '')).toEqual(example);
  });

  it('names the place of what does not fit', () => {
    const wrong = { data: [{ signal_id: '17' }], next_cursor: null };

    expect(() => seed.pendingResponse.parse(wrong, '')).toThrow('/data/0/signal_id is not a whole number');
  });
});
