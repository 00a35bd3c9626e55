import { Injectable } from '@nestjs/common';
import { Gathering, type Outcome } from '../platform/queue/gathering';
import { Clock } from '../platform/time/clock';
import { AccessTokenSigner } from './access-token-signer';
import { ApiTokensRepository, type LiveApiToken } from './api-tokens.repository';
import { LookupsFullError } from './auth.errors';
import { BriefCache } from './brief-cache';
import { LastUse } from './last-use';
import { digestOf, isApiToken } from './opaque-tokens';
import { type Principal, SCOPES } from './principal';
import { UsersRepository } from './users.repository';

/**
 * How long another process may go on accepting what this one has revoked. We promise 5 seconds: this leaves one for a
 * query that was under way.
 */
const CACHE_TTL_MS = 4000;
const CACHE_CAPACITY = 10_000;
const LARGEST_LOOKUP = 500;
/** No token of ours is longer; what is, is not worth a hash. */
const LONGEST_TOKEN = 2048;

interface Recognised {
  readonly principal: Principal;
  /** Null: it has no end of its own. */
  readonly expiresAt: Date | null;
}

/**
 * Recognises callers by what they present: the access token of a person, or the API token of a program. Requests and
 * live connections ask here, and nowhere else.
 */
@Injectable()
export class AccessTokens {
  private readonly known: BriefCache<Recognised>;
  /** Thousands of terminals call with tokens of their own: those that call together are looked up together. */
  private readonly lookups = new Gathering<Buffer, LiveApiToken | null>({
    flush: (digests) => this.findPrograms(digests),
    largestGroup: LARGEST_LOOKUP,
    mostWaiting: CACHE_CAPACITY,
    refuse: () => new LookupsFullError(),
  });

  constructor(
    private readonly clock: Clock,
    private readonly signer: AccessTokenSigner,
    private readonly apiTokens: ApiTokensRepository,
    private readonly users: UsersRepository,
    private readonly lastUse: LastUse,
  ) {
    this.known = new BriefCache(clock, { ttlMs: CACHE_TTL_MS, capacity: CACHE_CAPACITY });
  }

  /** Who holds this token; null when it is none of ours, is over, is revoked, or its owner is disabled. */
  async verify(raw: string): Promise<Principal | null> {
    if (raw.length > LONGEST_TOKEN) return null;
    const key = digestOf(raw);
    const recognised = await this.known.get(key.toString('base64'), () =>
      isApiToken(raw) ? this.recogniseProgram(key) : this.recognisePerson(raw),
    );
    if (!recognised) return null;
    const { principal, expiresAt } = recognised;
    if (expiresAt && expiresAt <= this.clock.now()) return null;
    if (principal.tokenId !== undefined) this.lastUse.note(principal.tokenId);
    return principal;
  }

  /** Looks at every token of this user afresh; other processes do so within seconds. */
  forgetUser(userId: string): void {
    this.known.forget(({ principal }) => principal.userId === userId);
  }

  private async recogniseProgram(digest: Buffer): Promise<Recognised | null> {
    const token = await this.lookups.add(digest);
    if (!token) return null;
    const { userId, tokenId, scopes, expiresAt } = token;
    return { principal: { userId, kind: 'token', tokenId, scopes }, expiresAt };
  }

  private async findPrograms(digests: readonly Buffer[]): Promise<readonly Outcome<LiveApiToken | null>[]> {
    const found = await this.apiTokens.findLive(digests, this.clock.now());
    const byDigest = new Map(found.map((token) => [token.digest.toString('base64'), token]));
    return digests.map((digest) => ({ result: byDigest.get(digest.toString('base64')) ?? null }));
  }

  private async recognisePerson(raw: string): Promise<Recognised | null> {
    const claims = await this.signer.read(raw);
    if (!claims) return null;
    const { userId, epoch, expiresAt, loggedInAt, sessionId } = claims;
    if ((await this.users.accessEpochOf(userId)) !== epoch) return null;
    const principal: Principal = {
      userId,
      kind: 'person',
      scopes: SCOPES,
      ...(loggedInAt && { loggedInAt }),
      ...(sessionId !== null && { sessionId }),
    };
    return { principal, expiresAt };
  }
}
