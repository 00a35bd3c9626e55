import { ApiProperty } from '@nestjs/swagger';
import { type ApiToken } from '../api-token';
import { type Scope, SCOPES } from '../principal';
import { type TokenPair } from '../sessions';
import { type Language, LANGUAGES, type User } from '../user';

/** A new account, as `POST /auth/register` answers. */
export class RegisteredAnswer {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ example: 'trader@example.com' }) readonly email: string;
  @ApiProperty({ example: 'trader1' }) readonly username: string;
  @ApiProperty({ format: 'date-time', type: String }) readonly created_at: Date;

  constructor({ id, email, username, createdAt }: User) {
    this.id = id;
    this.email = email;
    this.username = username;
    this.created_at = createdAt;
  }
}

/** The caller, as `GET /auth/me` answers. */
export class MeAnswer extends RegisteredAnswer {
  @ApiProperty({ enum: LANGUAGES }) readonly language: Language;
  @ApiProperty({ type: String, nullable: true, description: 'Null: as the browser has it' })
  readonly time_zone: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null: as each account has it' })
  readonly currency: string | null;

  constructor(user: User) {
    super(user);
    this.language = user.language;
    this.time_zone = user.timeZone;
    this.currency = user.currency;
  }
}

/** What a login, a refresh and a password change answer. */
export class TokenPairAnswer {
  @ApiProperty({ description: 'Send it as `Authorization: Bearer …`' }) readonly access_token: string;
  @ApiProperty({ enum: ['bearer'] }) readonly token_type = 'bearer';
  @ApiProperty({ type: 'integer', example: 3600, description: 'Seconds' }) readonly expires_in: number;
  @ApiProperty({ description: 'Good for one `POST /auth/refresh`' }) readonly refresh_token: string;

  constructor({ accessToken, expiresInSeconds, refreshToken }: TokenPair) {
    this.access_token = accessToken;
    this.expires_in = expiresInSeconds;
    this.refresh_token = refreshToken;
  }
}

export class LoggedOutAnswer {
  @ApiProperty({ enum: ['LOGGED_OUT'] }) readonly status = 'LOGGED_OUT';
}

/** An API token that has just been made: the only answer that ever contains it. */
export class CreatedApiTokenAnswer {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly name: string;
  @ApiProperty({ enum: SCOPES, isArray: true }) readonly scopes: readonly Scope[];
  @ApiProperty({ maxLength: 64, description: 'Shown now and never again' }) readonly token: string;
  @ApiProperty({ description: 'How the token begins' }) readonly prefix: string;
  @ApiProperty({ description: 'How it ends' }) readonly last_four: string;
  @ApiProperty({ format: 'date-time', type: String }) readonly created_at: Date;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) readonly expires_at: Date | null;

  constructor(description: ApiToken, token: string) {
    this.id = description.id;
    this.name = description.name;
    this.scopes = description.scopes;
    this.token = token;
    this.prefix = description.prefix;
    this.last_four = description.lastFour;
    this.created_at = description.createdAt;
    this.expires_at = description.expiresAt;
  }
}

/** An API token in the list of its owner. */
export class ApiTokenAnswer {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly name: string;
  @ApiProperty({ enum: SCOPES, isArray: true }) readonly scopes: readonly Scope[];
  @ApiProperty({ description: 'How the token begins' }) readonly prefix: string;
  @ApiProperty({ description: 'How it ends' }) readonly last_four: string;
  @ApiProperty({ format: 'date-time', type: String }) readonly created_at: Date;
  @ApiProperty({ format: 'date-time', type: String, nullable: true, description: 'To the minute' })
  readonly last_used_at: Date | null;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) readonly expires_at: Date | null;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) readonly revoked_at: Date | null;

  constructor(token: ApiToken) {
    this.id = token.id;
    this.name = token.name;
    this.scopes = token.scopes;
    this.prefix = token.prefix;
    this.last_four = token.lastFour;
    this.created_at = token.createdAt;
    this.last_used_at = token.lastUsedAt;
    this.expires_at = token.expiresAt;
    this.revoked_at = token.revokedAt;
  }
}

/** One page of API tokens. */
export class ApiTokenPage {
  @ApiProperty({ type: [ApiTokenAnswer] }) readonly data!: readonly ApiTokenAnswer[];
  @ApiProperty({ type: String, nullable: true }) readonly next_cursor!: string | null;
}
