import { join } from 'node:path';
import { REPOSITORY } from './places';
import {
  type BrokerFacts,
  type HostOptions,
  type HostState,
  type SymbolFacts,
  TerminalHost,
} from './terminal-host';
import { type Build, buildProgram } from './toolchain';

export const CONNECTOR = join(REPOSITORY, 'mql5/RubiStudioConnector.mq5');
export const TOKEN = 'rbs_live_8sKd03JfLq72bXcVnMzAqWeRtYuIoPa0Xk2B';
export const NETTING = 0;
export const HEDGING = 2;

export const EURUSD: SymbolFacts = { name: 'EURUSD', bid: 1.09998, ask: 1.1, commission_per_lot: 3.5 };
export const USDJPY: SymbolFacts = { name: 'USDJPY', bid: 149.99, ask: 150, digits: 3 };
export const XAUUSD: SymbolFacts = {
  name: 'XAUUSD',
  bid: 1999.8,
  ask: 2000,
  base: 'XAU',
  profit: 'USD',
  margin: 'USD',
  digits: 2,
  contract: 100,
  calc_mode: 4,
};
export const DE40: SymbolFacts = {
  name: 'DE40',
  bid: 17999,
  ask: 18000,
  base: 'EUR',
  profit: 'EUR',
  margin: 'EUR',
  digits: 1,
  contract: 1,
  volume_min: 0.1,
  volume_step: 0.1,
  calc_mode: 4,
};

export interface ConnectorOptions extends Partial<Omit<HostOptions, 'program'>> {
  readonly url: string;
  readonly build?: Build;
  readonly attach?: boolean;
}

/** Starts a terminal with the real connector on its chart, allowed to talk to this backend. */
export async function startConnector(options: ConnectorOptions): Promise<TerminalHost> {
  const { url, build = 'plain', attach = true, inputs, terminal, broker, ...rest } = options;
  const program = await buildProgram(CONNECTOR, build);
  const settings: HostOptions = {
    program,
    ...rest,
    inputs: { BackendURL: url, APIToken: TOKEN, LogLevel: 3, ...inputs },
    terminal: { allowed_urls: [url], ...terminal },
    broker: brokerOf(broker),
  };
  return attach ? TerminalHost.start(settings) : TerminalHost.open(settings);
}

function brokerOf(broker: BrokerFacts | undefined): BrokerFacts {
  return { symbols: [EURUSD], ...broker };
}

/** How often the broker opened or closed something for one order; a close may reduce several positions once each. */
export function executionsOf(state: HostState, magic: string): number {
  return new Set(state.deals.filter((deal) => deal.magic === magic).map(({ order }) => order)).size;
}

const BY_PROGRAM = 3;

/** Orders that were executed more than once: what must never be. */
export function doubles(state: HostState): string[] {
  const seen = new Map<string, Set<string>>();
  for (const { magic, entry, position, order, reason } of state.deals) {
    if (magic === '0' || reason !== BY_PROGRAM) continue;
    const key = entry === 1 ? `${magic} closing ${position}` : `${magic} opening`;
    seen.set(key, (seen.get(key) ?? new Set()).add(order));
  }
  return [...seen].filter(([, orders]) => orders.size > 1).map(([key]) => key);
}

/** The lines of the panel, from top to bottom. */
export function panelOf(state: HostState): string[] {
  return Object.entries(state.chart)
    .filter(([name]) => /^RubiStudio\.\d\d$/.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, properties]) => String(properties['OBJPROP_TEXT']))
    .filter((text) => text !== ' ');
}
