import { Bench } from './harness/bench';

const bench = new Bench();
beforeEach(() => bench.open());
// Whatever a sanitizer finds is written on stderr, and close() wants that empty.
afterEach(() => bench.close());

it('runs a whole day of the connector under AddressSanitizer and UndefinedBehaviorSanitizer', async () => {
  const ea = await bench.attach({ build: 'sanitized', inputs: { MirrorTrades: true, MaxOpenPositions: 50 } });
  await ea.run(1000);
  await ea.outcomes(
    {},
    { retcode: 10012, executes: true, hides_tickets: true },
    { retcode: 10004 },
    { retcode: 10019 },
  );
  for (const order of ['1', '2', '3', '4']) bench.backend.give(order, { volume: 0.1 });
  await ea.run(8000);
  const { positions } = await ea.state();
  bench.backend.giveClose(
    '5',
    positions.map(({ ticket, volume }) => ({ ticket, volume })),
  );
  bench.backend.ask('99');
  await bench.byHand({ comment: 'by hand \u{1F4C8}' });
  await ea.wire('truncated');
  await ea.run(5000);
  await ea.wire('lost_reply', 2);
  await ea.run(40_000);
  await ea.command('chart_change');
  await ea.run(5000);
  await ea.quote('EURUSD', 1.0949, 1.0951);
  await ea.run(5000);
  await ea.exit();
  const again = await bench.restart(ea);
  await again.run(5000);
  expect(bench.backend.statesOf('5').at(-1)).toBe('FILLED');
  expect(ea.stderr + again.stderr).toBe('');
});
