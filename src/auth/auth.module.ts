import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../platform/audit/audit.module';
import { Configuration } from '../platform/config/configuration';
import { AccessTokenSigner } from './access-token-signer';
import { AccessTokens } from './access-tokens';
import { ApiTokenEntity } from './api-token.entity';
import { ApiTokens } from './api-tokens';
import { ApiTokensController } from './api-tokens.controller';
import { ApiTokensRepository } from './api-tokens.repository';
import { AttemptStore } from './attempt-store';
import { AuthController } from './auth.controller';
import { BearerGuard } from './bearer.guard';
import { EndedLogins } from './ended-logins';
import { FreshLogins } from './fresh-logins';
import { LastUse } from './last-use';
import { LoginLimits } from './login-limits';
import { Logins } from './logins';
import { PasswordChange } from './password-change';
import { Passwords } from './passwords';
import { Profiles } from './profiles';
import { RefreshTokenEntity } from './refresh-token.entity';
import { RefreshTokensRepository } from './refresh-tokens.repository';
import { Registration } from './registration';
import { SessionsController } from './sessions.controller';
import { Sessions } from './sessions';
import { UserEntity } from './user.entity';
import { UsersRepository } from './users.repository';

/** Users, their logins and their API tokens. Importing it puts the guard before every route of the application. */
@Module({
  imports: [
    AuditModule,
    TypeOrmModule.forFeature([UserEntity, RefreshTokenEntity, ApiTokenEntity]),
    JwtModule.registerAsync({
      inject: [Configuration],
      useFactory: ({ jwt }: Configuration) => ({ secret: jwt.secret }),
    }),
  ],
  controllers: [AuthController, ApiTokensController, SessionsController],
  providers: [
    { provide: APP_GUARD, useClass: BearerGuard },
    AccessTokens,
    AccessTokenSigner,
    ApiTokens,
    ApiTokensRepository,
    AttemptStore,
    EndedLogins,
    FreshLogins,
    LastUse,
    LoginLimits,
    Logins,
    PasswordChange,
    Passwords,
    Profiles,
    RefreshTokensRepository,
    Registration,
    Sessions,
    UsersRepository,
  ],
  exports: [AccessTokens, FreshLogins],
})
export class AuthModule {}
