import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Configuration } from '../platform/config/configuration';
import { Clock } from '../platform/time/clock';

/** Who made the token, and for whom: a token of another product with the same secret is refused. */
const ISSUER = 'rubi-studio';
const AUDIENCE = 'rubi-studio-api';
/** Says what the token is for, so that no other signed token of ours can ever pass for an access token. */
const KIND = 'access';
const HEADER_TYPE = 'at+jwt';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an access token claims. */
export interface AccessClaims {
  readonly userId: string;
  readonly epoch: number;
  readonly expiresAt: Date;
}

/** The part of `JwtService.verifyAsync`'s answer that is relied upon; all of it comes from outside. */
interface Decoded {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Signs access tokens and reads them back. The algorithm is the configured one, whatever a token's header says. */
@Injectable()
export class AccessTokenSigner {
  readonly lifetimeSeconds: number;
  private readonly algorithm: Configuration['jwt']['algorithm'];

  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    configuration: Configuration,
  ) {
    this.lifetimeSeconds = configuration.jwt.expirationSeconds;
    this.algorithm = configuration.jwt.algorithm;
  }

  sign({ userId, epoch }: Pick<AccessClaims, 'userId' | 'epoch'>): Promise<string> {
    const now = this.nowSeconds();
    return this.jwt.signAsync(
      {
        sub: userId,
        kind: KIND,
        epoch,
        iss: ISSUER,
        aud: AUDIENCE,
        iat: now,
        nbf: now,
        exp: now + this.lifetimeSeconds,
      },
      { algorithm: this.algorithm, header: { alg: this.algorithm, typ: HEADER_TYPE } },
    );
  }

  /** Returns what the token claims if it is signed by us, for us, and valid now; otherwise undefined. */
  async read(token: string): Promise<AccessClaims | undefined> {
    const decoded = await this.verify(token);
    return decoded && hasOurHeader(decoded.header) ? claimsOf(decoded.payload) : undefined;
  }

  private async verify(token: string): Promise<Decoded | undefined> {
    try {
      return await this.jwt.verifyAsync<Decoded>(token, {
        algorithms: [this.algorithm],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: this.nowSeconds(),
        complete: true,
      });
    } catch {
      return undefined;
    }
  }

  private nowSeconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}

/** A header that names a key (`jku`, `jwk`, `kid`, `x5c`…) is not one that we wrote, even if the signature fits. */
function hasOurHeader(header: Decoded['header']): boolean {
  return (
    header['typ'] === HEADER_TYPE && Object.keys(header).every((name) => name === 'alg' || name === 'typ')
  );
}

function claimsOf(payload: Decoded['payload']): AccessClaims | undefined {
  const { sub, kind, epoch, exp } = payload;
  if (kind !== KIND || typeof sub !== 'string' || !UUID.test(sub)) return undefined;
  if (!Number.isSafeInteger(epoch) || !Number.isSafeInteger(exp)) return undefined;
  return { userId: sub, epoch: epoch as number, expiresAt: new Date((exp as number) * 1000) };
}
