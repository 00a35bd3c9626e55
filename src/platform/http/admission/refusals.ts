import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { type Counter } from 'prom-client';
import { ADMISSION_CLASSES, type AdmissionClass } from './admission-classes';

export const REFUSED_REQUESTS = 'rubi_requests_refused_total';
const TOLD_EVERY_MS = 1_000;

/** Counts what is refused. A crowd is told of once a second, in one line: thousands would cost more than the refusing. */
@Injectable()
export class Refusals implements OnApplicationShutdown {
  private readonly logger = new Logger('Admission');
  private readonly untold = new Map<AdmissionClass, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(@InjectMetric(REFUSED_REQUESTS) private readonly refused: Counter<'class'>) {}

  count(of: AdmissionClass): void {
    this.refused.inc({ class: of });
    this.untold.set(of, (this.untold.get(of) ?? 0) + 1);
    this.timer ??= setTimeout(() => {
      this.tell();
    }, TOLD_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    this.tell();
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.untold.size === 0) return;
    const counts = ADMISSION_CLASSES.map((of) => `${of} ${this.untold.get(of) ?? 0}`).join(', ');
    this.untold.clear();
    this.logger.warn(`Refused as too many within a second: ${counts}`);
  }
}
