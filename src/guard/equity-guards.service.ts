import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { AccountsService } from '../accounts/accounts.service';
import { Decimal } from '../money/quantity';
import { AuditLog } from '../platform/audit/audit-log';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { guardEquity, type GuardView } from '../risk/equity-guard';
import { type AnchorFacts } from '../risk/guard-floor';
import { type GuardStep } from '../risk/guard-step';
import { lastReset } from '../risk/reset-time';
import { type AccountDay, dayOf } from './account-day';
import { EquityGuardsRepository, emptyMemory, type GuardMemory } from './equity-guards.repository';
import { type Baseline, EquityHistory } from './equity-history';
import { NoEquityGuardError } from './guard.errors';
import { differs, uncountedResets } from './guard-memory';
import { isSameGuard } from './profile-document';
import { type GuardSettings, type RiskProfile } from './risk-profile';
import { RiskProfilesService } from './risk-profiles.service';

interface Guarded {
  readonly account: Account;
  readonly profile: RiskProfile;
}

/** An account as far as it says when its days begin. */
interface Timed {
  readonly account: Pick<Account, 'id' | 'brokerUtcOffsetSeconds'>;
  readonly profile: RiskProfile;
}

/** Watches accounts' equity by their loss rules, with anchors from what was stored of them. */
@Injectable()
export class EquityGuards {
  constructor(
    private readonly repository: EquityGuardsRepository,
    private readonly history: EquityHistory,
    private readonly profiles: RiskProfilesService,
    private readonly accounts: AccountsService,
    private readonly transactions: Transactions,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Each account's day and how its guard stands, as of now; changes nothing. */
  async daysOf(
    tx: Transaction | null,
    wanted: readonly Guarded[],
    pasts?: AccountPasts,
  ): Promise<ReadonlyMap<string, AccountDay>> {
    const known = pasts ?? (await this.pastsOf(tx, wanted));
    const days = new Map<string, AccountDay>();
    for (const each of wanted) {
      const past = known.get(each.account.id);
      if (!past) throw new Error('An account has no past');
      days.set(each.account.id, await this.dayOf(tx, each, past));
    }
    return days;
  }

  /** What is stored of accounts that their days are reckoned from: it depends on their broker's clock and on their rules. */
  async pastsOf(
    tx: Transaction | null,
    wanted: readonly Timed[],
    remembered?: ReadonlyMap<string, GuardMemory>,
  ): Promise<AccountPasts> {
    const now = this.clock.now();
    const instants = wanted.map((each) => instantsOf(each, now));
    const guarded = wanted.filter(({ profile }) => profile.guard).map(({ account }) => account.id);
    const [memories, baselines] = await Promise.all([
      remembered ?? this.repository.find(tx, guarded),
      this.history.baselines(tx, instants.flat()),
    ]);
    const pasts = new Map<string, AccountPast>();
    let place = 0;
    wanted.forEach(({ account: { id } }, index) => {
      const own = instants[index] ?? [];
      const read = baselines.slice(place, place + own.length);
      place += own.length;
      const memory = memories.get(id) ?? emptyMemory(id);
      pasts.set(id, { memory, instants: own, baselines: read, now });
    });
    return pasts;
  }

  /**
   * Looks at one account whose row the caller holds, and remembers: peaks, the step, a lock. A step that differs from
   * the one before is news.
   */
  async look(tx: Transaction, account: Account): Promise<GuardView | null> {
    const profile = (await this.profiles.profilesOf(tx, [account.id])).get(account.id);
    if (!profile?.guard) return null;
    const now = this.clock.now();
    const known = (await this.repository.find(tx, [account.id])).get(account.id) ?? emptyMemory(account.id);
    const memory = await this.recall(tx, { account, profile }, known, now);
    const day = (await this.daysOf(tx, [{ account, profile }])).get(account.id);
    const view = day?.guard;
    if (!view) return null;
    const next = { ...memory, step: view.step, lock: view.lock };
    if (differs(known, next)) await this.repository.save(tx, next, now);
    if (known.step !== view.step) await this.tell(tx, account, known.step, view);
    return view;
  }

  /** @throws AccountNotFoundError, NoEquityGuardError */
  async viewOf(userId: string, accountId: string): Promise<{ readonly day: AccountDay } & Guarded> {
    const account = await this.accounts.get(userId, accountId);
    const profile = await this.profiles.get(userId, accountId);
    const day = (await this.daysOf(null, [{ account, profile }])).get(account.id);
    if (!day?.guard) throw new NoEquityGuardError(accountId);
    return { day, account, profile };
  }

  /**
   * How an account would stand to these rules if they were chosen now; changes nothing. Other rules begin without the
   * peaks of the present ones, as they do when they are chosen.
   *
   * @throws AccountNotFoundError
   */
  async preview(
    userId: string,
    accountId: string,
    guard: GuardSettings,
  ): Promise<{ readonly day: AccountDay } & Guarded> {
    const account = await this.accounts.get(userId, accountId);
    const present = await this.profiles.get(userId, accountId);
    const profile = { ...present, guard };
    const wanted = [{ account, profile }];
    const remembered = isSameGuard(present.guard, guard) ? undefined : new Map<string, GuardMemory>();
    const days = await this.daysOf(null, wanted, await this.pastsOf(null, wanted, remembered));
    const day = days.get(account.id);
    if (!day) throw new Error('An account has no day');
    return { day, account, profile };
  }

  /** Lifts a lock before its time. @throws AccountNotFoundError, NoEquityGuardError when nothing is locked */
  async lift(userId: string, accountId: string, reason: string): Promise<void> {
    const account = await this.accounts.get(userId, accountId);
    await this.transactions.run((tx) => this.unlock(tx, account, reason));
  }

  private async unlock(tx: Transaction, { id: accountId, userId }: Account, reason: string): Promise<void> {
    await this.accounts.lock(tx, [accountId]);
    const memory = (await this.repository.find(tx, [accountId])).get(accountId);
    if (!memory?.lock) throw new NoEquityGuardError(accountId);
    await this.repository.save(tx, { ...memory, lock: null, step: 'CLEAR' }, this.clock.now());
    await this.audit.record(tx, {
      userId,
      actor: 'person',
      action: 'risk.guard_lifted',
      detail: { account_id: accountId, rule: memory.lock.ruleId, reason },
    });
  }

  private async dayOf(tx: Transaction | null, each: Guarded, past: AccountPast): Promise<AccountDay> {
    const [first] = past.baselines;
    const [firstInstant] = past.instants;
    if (!first || !firstInstant) throw new Error('An account has no day');
    return {
      startedAt: firstInstant.at,
      startBalance: first.anchor?.balance ?? null,
      estimated: first.anchor?.estimated ?? true,
      cashFlow: first.cashFlow,
      guard: each.profile.guard && (await this.guardOf(tx, each, each.profile.guard, past)),
    };
  }

  private async guardOf(
    tx: Transaction | null,
    { account, profile }: Guarded,
    { pack, initial, startedAt }: GuardSettings,
    { memory, baselines, instants, now }: AccountPast,
  ): Promise<GuardView> {
    const recalled = await this.recall(tx, { account, profile }, memory, now);
    const anchors = pack.rules.map((rule) => {
      const index = instants.findIndex(({ ruleId }) => ruleId === rule.id);
      return [rule.id, anchorsOf(baselines[index], recalled)] as const;
    });
    return guardEquity(pack, {
      now,
      balance: account.balance,
      equity: account.equity,
      initial,
      startedAt,
      brokerUtcOffsetSeconds: account.brokerUtcOffsetSeconds,
      anchors: Object.fromEntries(anchors),
      lock: memory.lock,
    });
  }

  /** The memory with what has been stored since: the peak of the equity, and the days that have ended. */
  private async recall(
    tx: Transaction | null,
    { account, profile: { guard } }: Guarded,
    memory: GuardMemory,
    now: Date,
  ): Promise<GuardMemory> {
    if (!guard) return memory;
    const stored =
      memory.highestEquity ?? (await this.history.highestEquity(tx, account.id, guard.startedAt));
    const highestEquity = Decimal.max(stored ?? account.equity, account.equity);
    const resets = uncountedResets(memory, guard, account.brokerUtcOffsetSeconds ?? 0, now);
    const latest = resets.at(-1);
    if (!latest) return { ...memory, highestEquity };
    const highest = await this.history.highestBalance(tx, account.id, resets);
    const before = memory.highestDayBalance;
    const highestDayBalance = before && highest ? Decimal.max(before, highest) : (highest ?? before);
    return { ...memory, highestEquity, highestDayBalance, daysCountedUntil: latest };
  }

  private async tell(tx: Transaction, account: Account, from: GuardStep, view: GuardView): Promise<void> {
    const { id: accountId, userId } = account;
    const nearest = [...view.rules].sort((a, b) => b.used.comparedTo(a.used))[0];
    const detail = {
      account_id: accountId,
      from,
      to: view.step,
      rule: nearest?.ruleId ?? null,
      equity: account.equity.toFixed(),
      floor: nearest?.floor.toFixed() ?? null,
      locked_until: view.lock?.until?.toISOString() ?? null,
    };
    await this.events.append(tx, [{ type: 'risk.guard_moved', userId, data: detail }]);
    if (view.step === 'FLATTEN' || view.step === 'BLOCK') {
      await this.audit.record(tx, { userId, actor: 'system', action: 'risk.guard_acted', detail });
    }
  }
}

/** By account. */
export type AccountPasts = ReadonlyMap<string, AccountPast>;

/** What is stored of one account, as of a moment. */
interface AccountPast {
  readonly memory: GuardMemory;
  readonly instants: readonly RuleInstant[];
  readonly baselines: readonly Baseline[];
  readonly now: Date;
}

interface RuleInstant {
  readonly accountId: string;
  readonly at: Date;
  /** Null for the account's own day. */
  readonly ruleId: string | null;
}

/** The beginnings of days that an account is reckoned from: its own first, then each rule's. */
function instantsOf({ account, profile }: Timed, now: Date): RuleInstant[] {
  const { id: accountId } = account;
  const offset = account.brokerUtcOffsetSeconds ?? 0;
  const rules = profile.guard?.pack.rules ?? [];
  return [
    { accountId, at: lastReset(dayOf(profile), now, offset), ruleId: null },
    ...rules.flatMap(({ id: ruleId, reset }) =>
      reset ? [{ accountId, at: lastReset(reset, now, offset), ruleId }] : [],
    ),
  ];
}

function anchorsOf(baseline: Baseline | undefined, memory: GuardMemory): AnchorFacts {
  return {
    balance: baseline?.anchor?.balance ?? null,
    equity: baseline?.anchor?.equity ?? null,
    highestEndOfDayBalance: memory.highestDayBalance,
    highestEquity: memory.highestEquity,
    cashFlow: baseline?.cashFlow ?? new Decimal(0),
    estimated: baseline?.anchor?.estimated ?? false,
  };
}
