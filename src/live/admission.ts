import { Injectable } from '@nestjs/common';
import { AccessTokens } from '../auth/access-tokens';
import { type Principal } from '../auth/principal';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type EventPosition, isAfter, readPosition } from '../platform/events/event-position';
import { type Interest } from './follower';
import { LiveFeed } from './live-feed';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What a client says when it comes: who it is, whether one session is enough, and what it saw last. */
export interface Application {
  readonly token: unknown;
  readonly sessionId?: unknown;
  readonly after?: unknown;
}

/** Why a client may not follow: the codes that it can act on. */
export type LiveRefusal =
  'AUTH.UNAUTHENTICATED' | 'AUTH.SCOPE_MISSING' | 'MT5_SESSION.NOT_FOUND' | 'LIVE.POSITION_UNKNOWN';

export interface Admitted {
  readonly admitted: true;
  readonly principal: Principal;
  readonly interest: Interest;
  readonly position: EventPosition;
  /** A terminal hears its doorbell only: what it reads comes by sync. */
  readonly doorbellOnly: boolean;
}

export type Admission = Admitted | { readonly admitted: false; readonly code: LiveRefusal };

/** Decides who may follow what, for both transports. The same question is asked again while a client stays. */
@Injectable()
export class AdmissionDesk {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: Mt5SessionService,
    private readonly feed: LiveFeed,
  ) {}

  async admit({ token, sessionId, after }: Application): Promise<Admission> {
    const principal = typeof token === 'string' ? await this.tokens.verify(token) : null;
    if (!principal) return refuse('AUTH.UNAUTHENTICATED');
    const reads = principal.kind === 'person' || principal.scopes.includes('read');
    if (!reads && !principal.scopes.includes('terminal')) return refuse('AUTH.SCOPE_MISSING');

    const session = await this.sessionOf(principal, sessionId);
    if (session === 'unknown') return refuse('MT5_SESSION.NOT_FOUND');
    if (!reads && session === undefined) return refuse('AUTH.SCOPE_MISSING');

    const end = await this.feed.now();
    const position = after === undefined || after === null ? end : readAfter(after);
    // A position that is still to come was given by another server, before this database was put in its place.
    if (!position || isAfter(position, end)) return refuse('LIVE.POSITION_UNKNOWN');
    return {
      admitted: true,
      principal,
      interest: { userId: principal.userId, ...(session === undefined ? {} : { sessionId: session }) },
      position,
      doorbellOnly: !reads,
    };
  }

  /** Whether the token still is what it was: revoked and expired ones lose their line. */
  async stillHolds(token: string): Promise<boolean> {
    return (await this.tokens.verify(token)) !== null;
  }

  private async sessionOf(principal: Principal, sessionId: unknown): Promise<string | undefined> {
    if (sessionId === undefined || sessionId === null) return undefined;
    if (typeof sessionId !== 'string' || !UUID.test(sessionId)) return 'unknown';
    const known = await this.sessions.find(principal.userId, sessionId).then(
      () => true,
      () => false,
    );
    return known ? sessionId : 'unknown';
  }
}

function readAfter(after: unknown): EventPosition | undefined {
  return typeof after === 'string' ? readPosition(after) : undefined;
}

function refuse(code: LiveRefusal): Admission {
  return { admitted: false, code };
}
