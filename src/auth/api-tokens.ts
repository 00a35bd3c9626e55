import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log';
import { Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { AccessTokens } from './access-tokens';
import { type ApiToken } from './api-token';
import { type ApiTokenPosition, ApiTokensRepository } from './api-tokens.repository';
import { ApiTokenNotFoundError, ExpiryInThePastError, TooManyApiTokensError } from './auth.errors';
import { digestOf, mintApiToken, shownParts } from './opaque-tokens';
import { type Scope } from './principal';
import { UsersRepository } from './users.repository';

/** More than anybody has terminals; few enough that a runaway script is noticed. */
const MOST_PER_USER = 100;

export interface ApiTokenRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

/** The API tokens of terminals and integrations: made and revoked by persons, shown once. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly tokens: ApiTokensRepository,
    private readonly accessTokens: AccessTokens,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Returns the token itself beside its description: nobody can read it again afterwards. */
  async create(
    userId: string,
    request: ApiTokenRequest,
    clientIp: string,
  ): Promise<{ description: ApiToken; token: string }> {
    const now = this.clock.now();
    if (request.expiresAt && request.expiresAt <= now) throw new ExpiryInThePastError();
    const token = mintApiToken();
    return this.transactions.run(async (transaction) => {
      await this.users.lock(transaction, userId);
      if ((await this.tokens.countUsable(transaction, userId, now)) >= MOST_PER_USER) {
        throw new TooManyApiTokensError(MOST_PER_USER);
      }
      const description = await this.tokens.insert(transaction, {
        ...request,
        ...shownParts(token),
        userId,
        digest: digestOf(token),
        createdAt: now,
      });
      await this.audit.record(transaction, {
        userId,
        actor: 'person',
        action: 'auth.api_token_created',
        clientIp,
        detail: { token_id: description.id, scopes: request.scopes },
      });
      return { description, token };
    });
  }

  list(userId: string, limit: number, after: ApiTokenPosition | null): Promise<ApiToken[]> {
    return this.tokens.listOf(userId, limit, after);
  }

  /** Revoking twice is as good as once. @throws ApiTokenNotFoundError also for a token of somebody else. */
  async revoke(userId: string, tokenId: string, clientIp: string): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const outcome = await this.tokens.revoke(transaction, { userId, tokenId, at: this.clock.now() });
      if (outcome === null) throw new ApiTokenNotFoundError(tokenId);
      if (outcome === 'was revoked') return;
      await this.audit.record(transaction, {
        userId,
        actor: 'person',
        action: 'auth.api_token_revoked',
        clientIp,
        detail: { token_id: tokenId },
      });
      transaction.afterCommit(() => {
        this.accessTokens.forgetUser(userId);
      });
    });
  }
}
