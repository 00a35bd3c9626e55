import { type ExecutionContext, Inject, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  getOptionsToken,
  getStorageToken,
  ThrottlerGuard,
  type ThrottlerModuleOptions,
} from '@nestjs/throttler';
import { type Request, type Response } from 'express';
import { Configuration } from '../../config/configuration';
import { DomainError } from '../../errors/domain-error';
import { type RateCounters } from './rate-counters';
import { BAN_SECONDS, RATE_CLASS, RATE_LIMITS, type RateClass } from './rate-limits';

const SKIP = 'THROTTLER:SKIPdefault';
const LONGEST_SESSION_ID = 64;

/** What is read here of a request: who called, as a guard before this one recognised them, and for which terminal. */
interface CountedRequest extends Request {
  readonly principal?: { readonly userId: string; readonly tokenId?: string };
}

export class TooManyRequestsError extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'REQUEST.TOO_MANY';

  constructor(override readonly retryAfterSeconds: number) {
    super('Too many requests; wait before the next', { retry_after_seconds: retryAfterSeconds });
  }
}

/**
 * Limits callers by the class of the route, after they were recognised. The guard it extends looks up ten settings per
 * request and hashes a key; here a route's class is looked up once and its limit is one line of a table.
 */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  private readonly log = new Logger('RateLimits');
  private warnedOfProxy = false;
  private readonly classes = new WeakMap<object, RateClass | 'none'>();

  constructor(
    @Inject(getOptionsToken()) options: ThrottlerModuleOptions,
    @Inject(getStorageToken()) private readonly counters: RateCounters,
    reflector: Reflector,
    private readonly configuration: Configuration,
  ) {
    super(options, counters, reflector);
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { rateLimitFactor: factor } = this.configuration;
    if (factor === 0 || context.getType() !== 'http') return true;
    const rateClass = this.classOf(context);
    if (rateClass === 'none') return true;
    const request = context.switchToHttp().getRequest<CountedRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const { requests, windowSeconds, banAfterRefusals } = RATE_LIMITS[rateClass];
    const limit = requests * factor;
    const { totalHits, timeToExpire, isBlocked } = this.counters.count(
      `${rateClass}:${await this.callerOf(request, rateClass)}`,
      {
        windowMs: windowSeconds * 1000,
        limit,
        banMs: BAN_SECONDS * 1000,
        ...(banAfterRefusals === undefined ? {} : { banAfterRefusals: banAfterRefusals * factor }),
      },
    );
    // draft-ietf-httpapi-ratelimit-headers-10
    response.setHeader('RateLimit-Policy', `"${rateClass}";q=${limit};w=${windowSeconds}`);
    response.setHeader('RateLimit', `"${rateClass}";r=${Math.max(0, limit - totalHits)};t=${timeToExpire}`);
    if (isBlocked) throw new TooManyRequestsError(timeToExpire);
    return true;
  }

  private classOf(context: ExecutionContext): RateClass | 'none' {
    const handler = context.getHandler();
    let rateClass = this.classes.get(handler);
    if (rateClass === undefined) {
      const places = [handler, context.getClass()];
      const skipped = this.reflector.getAllAndOverride<boolean | undefined>(SKIP, places);
      const given = this.reflector.getAllAndOverride<RateClass | undefined>(RATE_CLASS, places);
      const { method } = context.switchToHttp().getRequest<Request>();
      rateClass = skipped ? 'none' : (given ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'write'));
      this.classes.set(handler, rateClass);
    }
    return rateClass;
  }

  private async callerOf(request: CountedRequest, rateClass: RateClass): Promise<string> {
    const { principal } = request;
    if (!principal || rateClass === 'auth') {
      this.warnOfProxy(request);
      return this.getTracker(request);
    }
    const caller = principal.tokenId ?? principal.userId;
    if (rateClass !== 'terminal') return caller;
    const session = sessionIdIn(request.body) ?? sessionIdIn(request.query);
    return session === undefined ? caller : `${caller}:${session}`;
  }

  private warnOfProxy(request: Request): void {
    if (this.warnedOfProxy || this.configuration.trustedProxies.length > 0) return;
    if (request.headers['x-forwarded-for'] === undefined) return;
    this.warnedOfProxy = true;
    this.log.warn(
      'A caller came through a proxy, or says so. If there is one, name it in TRUSTED_PROXIES: until then everybody behind it shares one limit',
    );
  }
}

function sessionIdIn(fields: unknown): string | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  const { session_id: id } = fields as { session_id?: unknown };
  return typeof id === 'string' && id.length <= LONGEST_SESSION_ID ? id : undefined;
}
