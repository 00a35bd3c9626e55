import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration';
import { Periodic } from '../platform/queue/periodic';
import { SignalsService } from '../signals/signals.service';
import { WaitingSignals } from './waiting-signals';
import { OrderExpiry } from './order-expiry';
import { GuardWatch } from './guard-watch';
import { KillSwitch } from './kill-switch';
import { TakeBacks } from './take-backs';
import { OrderMetrics } from './order-metrics';
import { OrderReconciliation } from './order-reconciliation';

const EVERY_MS = 1000;
const RECONCILE_EVERY_MS = 5000;

/** Finds what no wake-up tells of: signals whose wake-up was lost, orders whose time is over, doubts that the books resolve. */
@Injectable()
export class OrdersSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly undecided = new Periodic('undecided-signals', EVERY_MS, () => this.decideForgotten());
  private readonly overdue = new Periodic('overdue-orders', EVERY_MS, () => this.expiry.expireOverdue());

  private readonly doubtful = new Periodic('doubtful-orders', RECONCILE_EVERY_MS, () =>
    this.reconciliation.resolveAll(),
  );

  private readonly takenBack = new Periodic('taken-back-orders', RECONCILE_EVERY_MS, () =>
    this.takeBacks.closeAllInVain(),
  );

  private readonly guarded = new Periodic('equity-guards', EVERY_MS, () => this.guard.watchAll());

  private readonly emptied = new Periodic('emptied-accounts', RECONCILE_EVERY_MS, () =>
    this.killSwitch.emptyAgain(),
  );

  constructor(
    private readonly configuration: Configuration,
    private readonly signals: SignalsService,
    private readonly waiting: WaitingSignals,
    private readonly expiry: OrderExpiry,
    private readonly reconciliation: OrderReconciliation,
    private readonly takeBacks: TakeBacks,
    private readonly guard: GuardWatch,
    private readonly killSwitch: KillSwitch,
    private readonly metrics: OrderMetrics,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.configuration.roles.includes('worker')) return;
    this.undecided.start();
    this.overdue.start();
    this.doubtful.start();
    this.takenBack.start();
    this.guarded.start();
    this.emptied.start();
  }

  async onApplicationShutdown(): Promise<void> {
    const tasks = [this.undecided, this.overdue, this.doubtful, this.takenBack, this.guarded, this.emptied];
    await Promise.all(tasks.map((task) => task.stop()));
  }

  /** One look at an index when there is nothing to do, which is nearly always. */
  private async decideForgotten(): Promise<void> {
    if (await this.signals.hasUndecided()) this.metrics.foundBySweep(await this.waiting.decideAll());
  }
}
