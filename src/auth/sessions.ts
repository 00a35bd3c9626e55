import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log';
import { Configuration } from '../platform/config/configuration';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { AccessTokenSigner } from './access-token-signer';
import { AccessTokens } from './access-tokens';
import { RefreshRefusedError, SessionNotFoundError } from './auth.errors';
import { type Client } from './client';
import { digestOf, isRefreshToken, mintRefreshToken, successorOf } from './opaque-tokens';
import { expiryOf, FAMILY_LIFETIME_MS, judge, type RefreshToken } from './refresh-token';
import { RefreshTokensRepository, type SessionPosition } from './refresh-tokens.repository';
import { type Session } from './session';
import { UsersRepository } from './users.repository';

/** What a person needs to call the API, and to go on calling it after the access token is over. */
export interface TokenPair {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
}

/** What to sign once the transaction is through. */
interface Renewal {
  readonly userId: string;
  readonly sessionId: string;
  readonly epoch: number;
  readonly refreshToken: string;
  /** When the family began: with a password. */
  readonly loggedInAt: Date;
}

/** The logins of a person: each is a family of refresh tokens, of which the last one is good for a next one. */
@Injectable()
export class Sessions {
  private readonly serverSecret: string;

  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly refreshTokens: RefreshTokensRepository,
    private readonly signer: AccessTokenSigner,
    private readonly accessTokens: AccessTokens,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    configuration: Configuration,
  ) {
    this.serverSecret = configuration.api.secretKey;
  }

  /** Begins a family for a user that the transaction has locked; the tokens are good once it commits. */
  async begin(
    transaction: Transaction,
    user: { id: string; accessEpoch: number },
    client: Client,
  ): Promise<TokenPair> {
    const now = this.clock.now();
    const sessionId = randomUUID();
    const refreshToken = mintRefreshToken();
    const familyExpiresAt = new Date(now.getTime() + FAMILY_LIFETIME_MS);
    await this.refreshTokens.insert(transaction, {
      userId: user.id,
      familyId: sessionId,
      digest: digestOf(refreshToken),
      createdAt: now,
      expiresAt: expiryOf(now, familyExpiresAt),
      familyExpiresAt,
      client,
    });
    return this.pairOf({
      userId: user.id,
      sessionId,
      epoch: user.accessEpoch,
      refreshToken,
      loggedInAt: now,
    });
  }

  /**
   * Exchanges a refresh token for a new pair. A client that lost the answer gets it again for ten seconds; a token that
   * comes back later has been copied, and its family ends.
   *
   * @throws RefreshRefusedError
   */
  async renew(refreshToken: string, client: Client): Promise<TokenPair> {
    const digest = digestOf(refreshToken);
    const userId = isRefreshToken(refreshToken) ? await this.refreshTokens.ownerOf(digest) : undefined;
    const renewal =
      userId === undefined
        ? undefined
        : await this.transactions.run((transaction) =>
            this.renewLocked(transaction, { userId, refreshToken, digest, client }),
          );
    // Thrown out here, because a theft must be recorded: an error inside would roll it back.
    if (!renewal) throw new RefreshRefusedError();
    return this.pairOf(renewal);
  }

  /** Ends the login that this refresh token belongs to, or all of them, and every access token at once. */
  async end(userId: string, refreshToken: string | undefined, clientIp: string): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const user = await this.users.lock(transaction, userId);
      if (!user) return;
      const token = refreshToken === undefined ? undefined : await this.find(transaction, refreshToken);
      if (token?.userId === userId) await this.endFamily(transaction, token);
      else await this.refreshTokens.revokeAllOf(transaction, userId, this.clock.now());
      await this.refuseAccess(transaction, userId);
      await this.audit.record(transaction, { userId, actor: 'person', action: 'auth.logged_out', clientIp });
    });
  }

  /** The logins that are going on, the latest first. */
  list(userId: string, limit: number, after: SessionPosition | null): Promise<Session[]> {
    return this.refreshTokens.listLiving(userId, { now: this.clock.now(), limit, after });
  }

  /**
   * Ends one login, wherever it is. Twice is as good as once. Every access token of the person is refused at once: the
   * logins that go on renew theirs.
   *
   * @throws SessionNotFoundError also for a login of somebody else
   */
  async endOne(userId: string, sessionId: string, clientIp: string): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.users.lock(transaction, userId);
      const family = { userId, familyId: sessionId, at: this.clock.now() };
      const outcome = await this.refreshTokens.revokeFamily(transaction, family);
      if (outcome === null) throw new SessionNotFoundError(sessionId);
      if (outcome === 'was revoked') return;
      await this.refuseAccess(transaction, userId);
      await this.audit.record(transaction, {
        userId,
        actor: 'person',
        action: 'auth.session_ended',
        clientIp,
        detail: { session_id: sessionId },
      });
    });
  }

  /** Ends all logins of a user that the transaction has locked; returns the epoch that new access tokens need. */
  async endAll(transaction: Transaction, userId: string): Promise<number> {
    await this.refreshTokens.revokeAllOf(transaction, userId, this.clock.now());
    return this.refuseAccess(transaction, userId);
  }

  private async renewLocked(
    transaction: Transaction,
    given: { userId: string; refreshToken: string; digest: Buffer; client: Client },
  ): Promise<Renewal | undefined> {
    const { userId, refreshToken } = given;
    const user = await this.users.lock(transaction, userId);
    const token = await this.find(transaction, refreshToken);
    if (!user || user.disabledAt || !token) return undefined;
    const successor = successorOf(refreshToken, this.serverSecret);
    const loggedInAt = new Date(token.familyExpiresAt.getTime() - FAMILY_LIFETIME_MS);
    const sessionId = token.familyId;
    const renewal = { userId, sessionId, epoch: user.accessEpoch, refreshToken: successor, loggedInAt };
    switch (judge(token, this.clock.now())) {
      case 'renew':
        await this.rotate(transaction, token, { ...given, successor });
        return renewal;
      case 'repeat':
        return renewal;
      case 'stolen':
        await this.endStolen(transaction, token, given.client.ip);
        return undefined;
      case 'dead':
        return undefined;
    }
  }

  private find(transaction: Transaction, refreshToken: string): Promise<RefreshToken | undefined> {
    return this.refreshTokens.find(transaction, {
      digest: digestOf(refreshToken),
      successorDigest: digestOf(successorOf(refreshToken, this.serverSecret)),
    });
  }

  private async rotate(
    transaction: Transaction,
    { userId, familyId, familyExpiresAt }: RefreshToken,
    { digest, successor, client }: { digest: Buffer; successor: string; client: Client },
  ): Promise<void> {
    const now = this.clock.now();
    await this.refreshTokens.markRotated(transaction, digest, now);
    await this.refreshTokens.insert(transaction, {
      userId,
      familyId,
      digest: digestOf(successor),
      createdAt: now,
      expiresAt: expiryOf(now, familyExpiresAt),
      familyExpiresAt,
      client,
    });
  }

  /** The thief may hold an access token too. Other devices of the user renew theirs without noticing. */
  private async endStolen(transaction: Transaction, token: RefreshToken, clientIp: string): Promise<void> {
    await this.endFamily(transaction, token);
    await this.refuseAccess(transaction, token.userId);
    await this.audit.record(transaction, {
      userId: token.userId,
      actor: 'anonymous',
      action: 'auth.refresh_token_reused',
      clientIp,
      detail: { family_id: token.familyId },
    });
  }

  private async endFamily(transaction: Transaction, { userId, familyId }: RefreshToken): Promise<void> {
    await this.refreshTokens.revokeFamily(transaction, { userId, familyId, at: this.clock.now() });
  }

  private refuseAccess(transaction: Transaction, userId: string): Promise<number> {
    transaction.afterCommit(() => {
      this.accessTokens.forgetUser(userId);
    });
    return this.users.raiseAccessEpoch(transaction, userId);
  }

  private async pairOf({ refreshToken, ...claims }: Renewal): Promise<TokenPair> {
    const accessToken = await this.signer.sign(claims);
    return { accessToken, expiresInSeconds: this.signer.lifetimeSeconds, refreshToken };
  }
}
