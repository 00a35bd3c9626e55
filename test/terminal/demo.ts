import { BackendProcess } from '../demo/backend-process';
import { palette } from '../demo/colour';
import { Demo } from '../demo/demo';
import { LineView } from '../demo/line-view';
import { readOptions, USAGE, type DemoOptions } from '../demo/options';
import { type SeatMaker, simulatedSeat } from '../demo/seat';
import { summarise } from '../demo/summary';
import { TableView } from '../demo/table-view';
import { Trader } from '../demo/trader';
import { type View } from '../demo/view';

/** `npm run demo`: the backend, two simulated terminals and a signal source, to be watched. */
async function main(): Promise<number> {
  const options = optionsOrUsage();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop.abort();
    });
  }
  say('Starting the backend with a database of its own …');
  const backend = await BackendProcess.start(options.port, stop.signal);
  void backend.ended().then(() => {
    stop.abort();
  });
  try {
    return await trade(backend, options, stop);
  } finally {
    await backend.stop();
  }
}

async function trade(backend: BackendProcess, options: DemoOptions, stop: AbortController): Promise<number> {
  const makeSeat = options.ea ? await connectorSeats() : simulatedSeat;
  const trader = new Trader(backend.url);
  const { username, password } = trader;
  await trader.signUp();
  say(`\nOpen ${backend.url} in your browser.`);
  say(`Username ${username}, password ${password}\n`);
  say(`The API's manual is at ${backend.url}/docs. Ctrl-C stops the demo.\n`);

  const startedMs = performance.now();
  const elapsedMs = (): number => performance.now() - startedMs;
  const title = `Open ${backend.url} · user ${username}, password ${password} · Ctrl-C stops`;
  const view = viewFor(elapsedMs, title);
  const demo = new Demo(backend, trader, view, options, makeSeat);
  try {
    demo.start();
    await untilOver(options.seconds, stop.signal);
    if (!stop.signal.aborted) await demo.lookOnce();
    await demo.stop();
  } finally {
    view.close();
  }
  const { lines, doubles } = summarise(demo.progress, elapsedMs() / 1000, options.seed);
  say(`\n${lines.join('\n')}`);
  if (!backend.isRunning()) throw new Error(`The backend ended before its time:\n${backend.lastWords}`);
  return doubles === 0 ? 0 : 1;
}

/** Loaded only when asked for: it brings a translator and needs a compiler. */
async function connectorSeats(): Promise<SeatMaker> {
  say('Translating and compiling the Expert Advisor …');
  const { prepareConnectorSeats } = await import('../mql5-host/demo/connector-seat.js');
  return prepareConnectorSeats();
}

function optionsOrUsage(): DemoOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, {
      cause: error,
    });
  }
}

function viewFor(elapsedMs: () => number, title: string): View {
  const { stdout } = process;
  return stdout.isTTY
    ? new TableView(stdout, palette(stdout), title)
    : new LineView(say, palette(stdout), elapsedMs);
}

function untilOver(seconds: number | null, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = seconds === null ? undefined : setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(over);
      resolve();
    });
    if (signal.aborted) resolve();
  });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const asked = error instanceof Error && error.name === 'AbortError';
    if (!asked) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(asked ? 0 : 1);
  },
);
