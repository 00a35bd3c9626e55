import { type ConnectorOptions, doubles, startConnector } from './connector';
import { ScriptedBackend } from './scripted-backend';
import { type TerminalHost } from './terminal-host';

type Json = Record<string, unknown>;

/** A terminal with the real connector in it, and a backend that says what a test wants it to say. */
export class Bench {
  private server: ScriptedBackend | null = null;
  private readonly hosts: TerminalHost[] = [];

  get backend(): ScriptedBackend {
    if (!this.server) throw new Error('open() comes first');
    return this.server;
  }

  async open(): Promise<void> {
    this.server = await ScriptedBackend.start();
  }

  /** Ends everything; no order may have been executed twice, and no program may have been stopped by an error. */
  async close(): Promise<void> {
    const hosts = this.hosts.splice(0);
    const states = await Promise.all(hosts.map((host) => host.state().catch(() => null)));
    await Promise.all(hosts.map((host) => host.dispose()));
    await this.server?.close();
    for (const state of states) if (state) expect(doubles(state)).toEqual([]);
    for (const host of hosts) expect([...host.texts('critical'), host.stderr].join('')).toBe('');
  }

  /** Attaches the connector and lets it make its first rounds. */
  async attach(options: Partial<ConnectorOptions> = {}): Promise<TerminalHost> {
    const host = await startConnector({ url: this.backend.url, ...options });
    this.hosts.push(host);
    return host;
  }

  /** The same terminal again, after it was closed or has died. */
  async restart(host: TerminalHost): Promise<TerminalHost> {
    const again = await host.restart();
    this.hosts.push(again);
    return again;
  }

  /** A trade of the trader's own hand; answers the position's ticket. */
  async byHand(facts: Json): Promise<string> {
    const [host] = this.hosts;
    if (!host) throw new Error('attach() comes first');
    const answer = await host.command('trade_by_hand', {
      symbol: 'EURUSD',
      type: 'BUY',
      volume: 0.1,
      ...facts,
    });
    return (answer as { ticket: string }).ticket;
  }

  /** The positions of the last sync that told any. */
  lastPositions(): Json[] {
    const told = this.backend.bodiesOf('/mt5/sync').filter((body) => 'positions' in body);
    return (told.at(-1)?.['positions'] ?? []) as Json[];
  }
}
