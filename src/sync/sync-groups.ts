import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Session } from '../mt5-session/session';
import { PLANS_KEPT, Transactions } from '../platform/database/transactions';
import { Gathering, type Outcome } from '../platform/queue/gathering';
import { type SyncCall } from './sync-call';
import { SyncIntakeFullError } from './sync.errors';
import { type Patience, SyncExchange } from './sync-exchange';
import { type SyncMessage } from './sync-message';
import { SyncRhythm } from './sync-rhythm';
import { SymbolsWanted } from './symbols-wanted';

/** Larger groups gain little, and hold their accounts longer. */
const LARGEST_GROUP = 100;
/** A few seconds' worth of either kind; beyond it, a quick refusal serves everybody better than a slow answer. */
const MOST_WAITING = 2_500;

type Asked = Omit<SyncCall, 'wanted'>;
/** Null: not in this group. The call is answered alone. */
type Answer = { readonly reply: unknown } | null;

/**
 * Answers terminals. Those that call together share one transaction and its statements. Whom a group would wait for, and
 * every member of a group that failed, is answered alone: nobody is delayed or refused on somebody else's account.
 *
 * Who comes for an order waits for nobody, nor for a group of those who have time: they are answered beside each other.
 */
@Injectable()
export class SyncGroups implements OnApplicationShutdown {
  private readonly hurried = this.gathering();
  private readonly patient = this.gathering();

  constructor(
    private readonly transactions: Transactions,
    private readonly exchange: SyncExchange,
    private readonly symbolsWanted: SymbolsWanted,
    private readonly rhythm: SyncRhythm,
  ) {}

  /** @throws SessionFencedError, SessionEndedError, SequenceBehindError */
  async answer(session: Session, message: SyncMessage): Promise<unknown> {
    const asked = { session, message };
    const patienceMs = this.rhythm.patienceOf(session, message);
    const company = patienceMs === 0 ? this.hurried : this.patient;
    const answer = (await company.add(asked, patienceMs)) ?? (await this.alone(asked));
    return answer.reply;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.hurried.settled(), this.patient.settled()]);
  }

  private gathering(): Gathering<Asked, Answer> {
    return new Gathering<Asked, Answer>({
      flush: (asked) => this.flush(asked),
      largestGroup: LARGEST_GROUP,
      mostWaiting: MOST_WAITING,
      refuse: () => new SyncIntakeFullError(),
    });
  }

  private async flush(asked: readonly Asked[]): Promise<readonly Outcome<Answer>[]> {
    try {
      const outcomes = await this.run(oneOfEachAccount(asked), 'LEAVE');
      return asked.map((one) => outcomes.get(one) ?? { result: null });
    } catch (error) {
      if (asked.length === 1) throw error;
      return asked.map(() => ({ result: null }));
    }
  }

  private async alone(asked: Asked): Promise<NonNullable<Answer>> {
    const outcome = (await this.run([asked], 'WAIT')).get(asked);
    if (!outcome) throw new Error('A call was answered without an outcome');
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  }

  private async run(
    asked: readonly Asked[],
    patience: Patience,
  ): Promise<ReadonlyMap<Asked, Outcome<NonNullable<Answer>>>> {
    const wanted = await this.symbolsWanted.of(asked.map(({ session }) => session));
    const calls = asked.map((one) => ({ ...one, wanted: wanted.get(one.session.id) ?? [] }));
    const outcomes = await this.transactions.run(
      (tx) => this.exchange.exchange(tx, calls, patience),
      PLANS_KEPT,
    );
    const found = new Map<Asked, Outcome<NonNullable<Answer>>>();
    asked.forEach((one, index) => {
      const call = calls[index];
      const outcome = call && outcomes.get(call);
      if (outcome) found.set(one, 'error' in outcome ? outcome : { result: { reply: outcome.result } });
    });
    return found;
  }
}

/** A message and its repetition are answered one after the other. */
function oneOfEachAccount(asked: readonly Asked[]): readonly Asked[] {
  const first = new Map<string, Asked>();
  for (const one of asked) if (!first.has(one.session.accountId)) first.set(one.session.accountId, one);
  return [...first.values()];
}
