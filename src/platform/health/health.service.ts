import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { PRODUCT_VERSION } from '../product-version';
import { Clock } from '../time/clock';
import { Drain } from './drain';
import { type Finding, HealthProbes, type Probe } from './health-probes';

const PATIENCE_MS = 2_000;
/** Whoever asks more often gets the same answer: the route is open to everybody, the database is not. */
const GOOD_FOR_MS = 500;

export type Checks = Readonly<Record<string, Finding>>;

export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'error' | 'stopping';
  readonly version: string;
  readonly uptime_seconds: number;
  readonly server_time: string;
  readonly checks: Checks;
}

/** Whether requests and work should go elsewhere. */
export function isUnable({ status }: Pick<HealthReport, 'status'>): boolean {
  return status === 'error' || status === 'stopping';
}

/** Asks everything we depend on how it is, and sums it up. */
@Injectable()
export class HealthService implements OnModuleDestroy {
  private readonly startedAtMs: number;
  private stopping = false;
  private recent: { readonly at: number; readonly checks: Promise<Checks> } | undefined;

  constructor(
    private readonly probes: HealthProbes,
    private readonly indicators: HealthIndicatorService,
    private readonly clock: Clock,
    private readonly drain: Drain,
  ) {
    this.startedAtMs = clock.monotonicMs();
  }

  /** At the latest now balancers look elsewhere, while requests finish; where there is a drain, from its beginning. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  async report(): Promise<HealthReport> {
    const checks = await this.checks();
    return {
      status: this.stopping || this.drain.isOn ? 'stopping' : summaryOf(Object.values(checks)),
      version: PRODUCT_VERSION,
      uptime_seconds: Math.floor((this.clock.monotonicMs() - this.startedAtMs) / 1000),
      server_time: this.clock.now().toISOString(),
      checks,
    };
  }

  private checks(): Promise<Checks> {
    const now = performance.now();
    if (!this.recent || now - this.recent.at > GOOD_FOR_MS) this.recent = { at: now, checks: this.askAll() };
    return this.recent.checks;
  }

  private async askAll(): Promise<Checks> {
    const entries = await Promise.all(
      this.probes.all().map(async (probe) => [probe.name, await this.ask(probe)] as const),
    );
    return Object.fromEntries(entries);
  }

  private async ask(probe: Probe): Promise<Finding> {
    let finding: Finding | undefined;
    await this.indicators
      .check(probe.name)
      .attempt(async () => {
        finding = await probe.probe();
      })
      .withTimeout(PATIENCE_MS);
    // What went wrong stays in the log: messages of drivers name hosts and users.
    return finding ?? { status: probe.critical ? 'down' : 'degraded' };
  }
}

function summaryOf(findings: readonly Finding[]): HealthReport['status'] {
  if (findings.some(({ status }) => status === 'down')) return 'error';
  return findings.some(({ status }) => status === 'degraded') ? 'degraded' : 'ok';
}
