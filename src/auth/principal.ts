import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { PublicRoute } from '../platform/http/public-route';

/** What an API token may do. A person's access token may do all of it, and manage the account besides. */
export const SCOPES = ['terminal', 'signals:write', 'read'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who is calling: a person with an access token, or a program with an API token of that person. */
export interface Principal {
  readonly userId: string;
  readonly kind: 'person' | 'token';
  /** The API token's id; absent for a person. */
  readonly tokenId?: string;
  /** When the person gave the password for this login; absent for a program. */
  readonly loggedInAt?: Date;
  /** The person's login; absent for a program. */
  readonly sessionId?: string;
  readonly scopes: readonly Scope[];
}

export interface PrincipalRequest {
  principal?: Principal;
}

export const ALLOWED_SCOPES = 'auth:scopes';

/** Opens a route to everybody. Without this or `Allow`, only persons may call a route. */
export const Public = (): MethodDecorator & ClassDecorator => PublicRoute();

/** Opens a route to API tokens that have at least one of these scopes (and to persons, always). */
export const Allow = (...scopes: Scope[]): MethodDecorator & ClassDecorator =>
  SetMetadata(ALLOWED_SCOPES, scopes);

export const FOR_EVERYBODY = 'auth:for-everybody';

/**
 * Serves a route before the wall that hides other owners' rows from it: for the few that are called thousands of times a
 * second, and whose every query is known to name its owner.
 *
 * @param reason for the reader; the list of such routes is checked by a test
 */
export const BeforeTheWall = (reason: string): MethodDecorator => SetMetadata(FOR_EVERYBODY, reason);

/** The caller, as the guard recognised it. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<PrincipalRequest>();
  if (!principal) throw new Error('A route asked for its caller, but is public');
  return principal;
});
