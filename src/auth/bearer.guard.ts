import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Request, type Response } from 'express';
import { Passport } from 'passport';
import { PUBLIC } from '../platform/http/public-route';
import { currentRequest } from '../platform/http/request-context';
import { AccessTokens } from './access-tokens';
import { PersonRequiredError, ScopeMissingError, UnauthenticatedError } from './auth.errors';
import { BearerStrategy } from './bearer.strategy';
import {
  ALLOWED_SCOPES,
  FOR_EVERYBODY,
  type Principal,
  type PrincipalRequest,
  type Scope,
} from './principal';

/**
 * Stands before every route of every room: what is not opened by `Public` or `Allow` is for persons only, so a route
 * whose author forgot about it is closed. What the route then does sees the rows of the caller alone, unless it is marked.
 *
 * The strategies belong to this application. `@nestjs/passport` registers them with the process, where two applications
 * (as in tests) would recognise each other's tokens.
 */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly passport = new Passport();

  constructor(
    private readonly reflector: Reflector,
    tokens: AccessTokens,
  ) {
    this.passport.use(new BearerStrategy(tokens));
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Live connections are recognised once, when they open, by their gateway.
    if (context.getType() === 'ws') return true;
    if (this.marked(PUBLIC, context) === true) return true;

    const http = context.switchToHttp();
    const principal = await this.recognise(http.getRequest<Request>(), http.getResponse<Response>());
    if (!principal) throw new UnauthenticatedError();
    this.admit(principal, this.marked(ALLOWED_SCOPES, context) as readonly Scope[] | undefined);
    http.getRequest<PrincipalRequest>().principal = principal;
    const request = currentRequest();
    if (request && this.marked(FOR_EVERYBODY, context) === undefined) request.owner = principal.userId;
    return true;
  }

  private admit(principal: Principal, allowed: readonly Scope[] | undefined): void {
    if (principal.kind === 'person') return;
    if (!allowed) throw new PersonRequiredError();
    if (!allowed.some((scope) => principal.scopes.includes(scope))) throw new ScopeMissingError(allowed);
  }

  private recognise(request: Request, response: Response): Promise<Principal | false> {
    return new Promise((resolve, reject) => {
      const authenticate = this.passport.authenticate(
        'bearer',
        { session: false },
        (error: unknown, principal: Principal | false) => {
          if (error) reject(error instanceof Error ? error : new Error('Unrecognised', { cause: error }));
          else resolve(principal);
        },
      ) as (request: Request, response: Response, next: (error: unknown) => void) => void;
      authenticate(request, response, reject);
    });
  }

  private marked(key: string, context: ExecutionContext): unknown {
    return this.reflector.getAllAndOverride<unknown>(key, [context.getHandler(), context.getClass()]);
  }
}
