import { Injectable } from '@nestjs/common';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Versioned } from '../platform/memory/versioned';
import { asText, readSettings } from './profile-document';
import { type RiskProfile } from './risk-profile';

interface VersionRow {
  readonly account_id: string;
  /** Another one after every change of the row. */
  readonly version: string;
}

interface ProfileRow extends VersionRow {
  readonly risk_percent: string;
  readonly max_open_positions: number;
  readonly opening_ttl_seconds: number;
  readonly settings: object;
  readonly updated_at: Date;
}

/** Profiles that are kept in memory, a few kilobytes each. */
const MOST_KNOWN = 10_000;
/** The transaction that wrote the row, and where: no two versions of it have both. */
const VERSION = `xmin::text || ' ' || ctid::text`;

@Injectable()
export class RiskProfilesRepository {
  /** Read with every decision, changed by a person now and then. */
  private readonly known = new Versioned<RiskProfile>(MOST_KNOWN);

  constructor(private readonly transactions: Transactions) {}

  async findOf(tx: Transaction | null, accountIds: readonly string[]): Promise<RiskProfile[]> {
    const versions = await (tx ?? this.transactions).query<VersionRow>(
      `SELECT account_id, ${VERSION} AS version FROM risk_profiles WHERE account_id = ANY($1::uuid[])`,
      [accountIds],
    );
    const unknown: string[] = [];
    const profiles = versions.flatMap(({ account_id: id, version }) => {
      const profile = this.known.of(id, version);
      if (!profile) unknown.push(id);
      return profile ?? [];
    });
    return unknown.length === 0 ? profiles : [...profiles, ...(await this.read(tx, unknown))];
  }

  /** As it was read last; undefined if it never was. */
  lastRead(accountId: string): RiskProfile | undefined {
    return this.known.last(accountId);
  }

  private async read(tx: Transaction | null, accountIds: readonly string[]): Promise<RiskProfile[]> {
    const rows = await (tx ?? this.transactions).query<ProfileRow>(
      `SELECT account_id, ${VERSION} AS version, risk_percent, max_open_positions, opening_ttl_seconds, settings,
         updated_at
       FROM risk_profiles WHERE account_id = ANY($1::uuid[])`,
      [accountIds],
    );
    return rows.map((row) =>
      this.known.keep(row.account_id, row.version, {
        accountId: row.account_id,
        riskPercent: new Decimal(row.risk_percent),
        maxOpenPositions: row.max_open_positions,
        openingTtlSeconds: row.opening_ttl_seconds,
        ...readSettings(row.settings),
        updatedAt: row.updated_at,
      }),
    );
  }

  /** The accounts whose equity is guarded by rules of their own. */
  async guardedAccounts(): Promise<string[]> {
    const rows = await this.transactions.query<{ account_id: string }>(
      `SELECT account_id FROM risk_profiles WHERE settings -> 'guard' <> 'null'::jsonb ORDER BY account_id`,
    );
    return rows.map(({ account_id }) => account_id);
  }

  async save(tx: Transaction, userId: string, profile: RiskProfile): Promise<void> {
    const { accountId, riskPercent, maxOpenPositions, openingTtlSeconds, updatedAt, ...settings } = profile;
    await tx.query(
      `INSERT INTO risk_profiles
         (account_id, user_id, risk_percent, max_open_positions, opening_ttl_seconds, settings, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (account_id) DO UPDATE SET risk_percent = EXCLUDED.risk_percent,
         max_open_positions = EXCLUDED.max_open_positions, opening_ttl_seconds = EXCLUDED.opening_ttl_seconds,
         settings = EXCLUDED.settings, updated_at = EXCLUDED.updated_at`,
      [
        accountId,
        userId,
        riskPercent.toFixed(),
        maxOpenPositions,
        openingTtlSeconds,
        JSON.stringify(asText(settings)),
        updatedAt,
      ],
    );
  }
}
