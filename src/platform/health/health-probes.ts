import { Injectable } from '@nestjs/common';

/** How one thing we depend on is doing. */
export interface Finding {
  /** `degraded`: we go on without it, with less. `absent`: it is not configured, and not missed. */
  readonly status: 'up' | 'degraded' | 'absent' | 'down';
  /** Numbers and words for a person; nothing secret, the answer is public. */
  readonly [detail: string]: unknown;
}

/** Asks after one thing. A failure or a silence of two seconds counts as `down`, or `degraded` if it is not critical. */
export interface Probe {
  readonly name: string;
  /** Without it we cannot serve. */
  readonly critical: boolean;
  probe(): Promise<Finding>;
}

/** Where rooms and plumbing register what they depend on. */
@Injectable()
export class HealthProbes {
  private readonly probes = new Map<string, Probe>();

  add(probe: Probe): void {
    this.probes.set(probe.name, probe);
  }

  all(): readonly Probe[] {
    return [...this.probes.values()];
  }
}
