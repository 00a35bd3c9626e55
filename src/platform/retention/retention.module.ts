import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../config/configuration';
import { type Transaction } from '../database/transactions';
import { Retention } from './retention';

/** A caller that repeats a request does so within hours. */
const IDEMPOTENCY_KEY_DAYS = 2;

@Global()
@Module({ providers: [Retention], exports: [Retention] })
export class RetentionModule implements OnModuleInit {
  constructor(
    private readonly retention: Retention,
    private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.retention.keep({
      name: 'events',
      days: this.configuration.eventRetentionDays,
      delete: (tx, before, limit) => deleteRows(tx, OLDEST_EVENTS, before, limit),
    });
    this.retention.keep({
      name: 'idempotency keys',
      days: IDEMPOTENCY_KEY_DAYS,
      delete: (tx, before, limit) => deleteRows(tx, OLDEST_KEYS, before, limit),
    });
  }
}

/** By number, which grows with time: only the oldest are looked at, and no index on the time is needed. */
const OLDEST_EVENTS = `
  WITH oldest AS (SELECT id, recorded_at FROM events ORDER BY id LIMIT $2)
  DELETE FROM events e USING oldest WHERE e.id = oldest.id AND oldest.recorded_at < $1 RETURNING 1`;

const OLDEST_KEYS = `
  WITH oldest AS (
    SELECT user_id, route, key FROM idempotency_keys WHERE created_at < $1 ORDER BY created_at LIMIT $2
  )
  DELETE FROM idempotency_keys k USING oldest o
  WHERE k.user_id = o.user_id AND k.route = o.route AND k.key = o.key RETURNING 1`;

async function deleteRows(tx: Transaction, sql: string, before: Date, limit: number): Promise<number> {
  return (await tx.query(sql, [before, limit])).length;
}
