import * as fc from 'fast-check';
import { ApiClient, type Json } from '../support/api-client';
import { BROKER_ANSWERS, WIRE } from '../support/careless-terminal';
import { execute, forgetLives, Happening, OrderLife, phrase, sync } from '../support/order-life';
import { makeApiToken, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

const CLOSE = { signal_type: 'CLOSE_BUY', entry_price: null, stop_loss: null, take_profit: null };

function decided(name: string, signal: Json): Happening {
  return new Happening(name, async (life) => {
    await life.send(signal);
    await life.decide();
  });
}

function pass(ms: number): Happening {
  return new Happening(`pass(${String(ms)})`, (life) => life.pass(ms));
}

const buy = decided('buy', {});
const cancel = new Happening('cancel', (life) => life.cancel());
const halt = new Happening('halt', (life) => life.stop('HALTED', false));
const either = fc.constantFrom<(0 | 1)[]>(0, 1);
const brokerAnswer = fc.constantFrom(...BROKER_ANSWERS);
const synchronised = fc.tuple(either, fc.constantFrom(...WIRE), fc.boolean()).map((args) => sync(...args));
const executed = fc.tuple(either, brokerAnswer).map((args) => execute(...args));

/** Handed to a terminal, and perhaps executed, without a word to us. */
const untold = fc
  .tuple(
    either,
    fc.constantFrom<Happening | null>(buy, decided('close', { ...CLOSE, volume: null })),
    brokerAnswer,
  )
  .map(([which, order, answer]) =>
    phrase(
      sync(which, 'fine', true),
      ...(order ? [order] : []),
      sync(which, 'fine', false),
      execute(which, answer),
    ),
  );

/** A terminal has it, and it is not wanted any more. */
const unwanted = fc
  .tuple(either, fc.boolean(), brokerAnswer)
  .map(([which, stops, answer]) =>
    phrase(buy, sync(which, 'fine', true), stops ? halt : cancel, execute(which, answer)),
  );

const HAPPENINGS = [
  untold,
  unwanted,
  synchronised,
  synchronised,
  executed,
  fc.constantFrom(
    buy,
    decided('close', { ...CLOSE, volume: null }),
    decided('reduce', { ...CLOSE, volume: 0.03 }),
    new Happening('buy, undecided', (life) => life.send({})),
    new Happening('the sender repeats', (life) => life.sendAgain()),
    new Happening('two workers decide', (life) => life.decide()),
  ),
  fc.constantFrom(pass(1000), pass(8000), pass(31_000), phrase(pass(31_000), pass(20_000)), pass(70_000)),
  either.map(
    (which) => new Happening(`connect(${String(which)})`, (life) => life.terminals[which]?.connect()),
  ),
  fc.constantFrom(
    cancel,
    halt,
    new Happening('halt, close all', (life) => life.stop('HALTED', true)),
    new Happening('reduce only', (life) => life.stop('REDUCING', false)),
    new Happening('resume', (life) => life.resume()),
    new Happening('resume', (life) => life.resume()),
    ...['FILLED', 'REJECTED', 'NOT_EXECUTED'].map(
      (outcome) => new Happening(`a person says ${outcome}`, (life) => life.resolve(outcome)),
    ),
  ),
];

describe('the life of an order, whatever happens', () => {
  let app: TestApp;
  let person: ApiClient;
  let token: ApiClient;
  let lives = 0;

  beforeAll(async () => {
    // Nothing runs by itself: who looks when is part of what happens.
    app = await startTestApp({ environment: { ROLES: 'api' } });
    const registered = await registerPerson(new ApiClient(app.url), 'whoever');
    person = registered.api;
    token = (await makeApiToken(registered, ['terminal'])).api;
  });
  afterAll(() => app.close());

  it('has at most one execution, moves by the table, and leaves doubt only on evidence', async () => {
    const commands = fc.commands(HAPPENINGS, { maxCommands: 20, size: 'max' });
    const runs = fc.asyncProperty(commands, async (happenings) => {
      lives += 1;
      await forgetLives(app);
      const life = new OrderLife({ app, person, token, accountNumber: String(90_000 + lives) });
      await sync(0, 'fine', true).run({}, life);
      await fc.asyncModelRun(() => ({ model: {}, real: life }), happenings);
      await life.settle();
      await life.checkAtRest();
    });
    await fc.assert(runs, { numRuns: 25 });
  }, 180_000);
});
