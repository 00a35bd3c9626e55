import { type Scope } from './principal';

/** An API token as its owner may see it again: everything but the token. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly prefix: string;
  readonly lastFour: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewApiToken extends Pick<
  ApiToken,
  'name' | 'scopes' | 'prefix' | 'lastFour' | 'createdAt' | 'expiresAt'
> {
  readonly userId: string;
  readonly digest: Buffer;
}
