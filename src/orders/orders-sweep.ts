import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration';
import { Periodic } from '../platform/queue/periodic';
import { SignalsService } from '../signals/signals.service';
import { OrderDecisions } from './order-decisions';
import { OrderExpiry } from './order-expiry';

const EVERY_MS = 1000;

/** Finds what no wake-up told of: signals whose wake-up was lost, and orders whose time is over. */
@Injectable()
export class OrdersSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly undecided = new Periodic('undecided-signals', EVERY_MS, () => this.decideForgotten());
  private readonly overdue = new Periodic('overdue-orders', EVERY_MS, () => this.expiry.expireOverdue());

  constructor(
    private readonly configuration: Configuration,
    private readonly signals: SignalsService,
    private readonly decisions: OrderDecisions,
    private readonly expiry: OrderExpiry,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.configuration.roles.includes('worker')) return;
    this.undecided.start();
    this.overdue.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.undecided.stop(), this.overdue.stop()]);
  }

  /** One look at an index when there is nothing to do, which is nearly always. */
  private async decideForgotten(): Promise<void> {
    if (await this.signals.hasUndecided()) await this.decisions.decideWaiting();
  }
}
