import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';
import { Clock } from '../time/clock';

/** Something that a person may later have to answer for, or to prove. */
export interface AuditRecord {
  /** Whose account it concerns; null when there is no such account. */
  readonly userId: string | null;
  readonly actor: 'person' | 'anonymous' | 'system' | `token:${string}`;
  /** `room.what_happened`, in the past tense. */
  readonly action: `${string}.${string}`;
  readonly clientIp?: string | null;
  /** Ids and numbers that explain it. Never a password, a token, or what somebody typed into a login form. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes down who did what, for ever: the table takes new rows only. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Records in the given transaction, so that the act and its record stand or fall together; null: on its own. */
  async record(transaction: Transaction | null, entry: AuditRecord): Promise<void> {
    await (transaction ?? this.transactions).query(
      `INSERT INTO audit_log (user_id, actor, action, client_ip, detail, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        entry.userId,
        entry.actor,
        entry.action,
        entry.clientIp ?? null,
        JSON.stringify(entry.detail ?? {}),
        this.clock.now(),
      ],
    );
  }
}
