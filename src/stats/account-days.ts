import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../platform/memory/bounded-map';
import { type CurveDay } from './daily-returns';
import { firstChange } from './first-change';
import { dayText, StatsRepository } from './stats.repository';

/** Days of all accounts together, some 2 kB each. */
const MOST_DAYS = 20_000;

/** Which days, the first and the last included. */
export interface DaysBetween {
  readonly from: string | null;
  readonly to: string | null;
}

interface Remembered {
  readonly revision: string;
  readonly days: readonly CurveDay[];
}

/** The days of accounts as they were read last: after a new deal only those are read that are not what they were. */
@Injectable()
export class AccountDays {
  private readonly remembered = new BoundedMap<string, Remembered>(MOST_DAYS, ({ days }) => days.length);

  constructor(private readonly repository: StatsRepository) {}

  /** First to last. */
  async of(accountId: string, { from, to }: DaysBetween): Promise<readonly CurveDay[]> {
    const days = await this.all(accountId);
    if (from === null && to === null) return days;
    const [firstMs, lastMs] = [Date.parse(from ?? '0001-01-01'), Date.parse(to ?? '9999-12-31')];
    return days.filter(({ dayMs }) => dayMs >= firstMs && dayMs <= lastMs);
  }

  /** The revision is read before the days: what is newer than it is read again the next time, to the same end. */
  private async all(accountId: string): Promise<readonly CurveDay[]> {
    const ledger = await this.repository.find(accountId);
    if (!ledger) return [];
    const known = this.remembered.get(accountId);
    if (known?.revision === ledger.revision) return known.days;
    const changed = known && firstChange(ledger.changes, known.revision, ledger.revision);
    const kept = changed ? known.days.filter(({ dayMs }) => dayText(dayMs) < changed) : [];
    const read = await this.repository.days(accountId, { from: changed ?? null, to: null });
    const days = [...kept, ...read];
    this.remembered.set(accountId, { revision: ledger.revision, days });
    return days;
  }
}
