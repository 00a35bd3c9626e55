import { createHash } from 'node:crypto';
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
const OUR_HEADER = ['alg', 'typ', 'kid'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an access token claims. */
export interface AccessClaims {
  readonly userId: string;
  readonly epoch: number;
  readonly expiresAt: Date;
  /** When the person gave the password; null in a token that does not say. */
  readonly loggedInAt: Date | null;
  /** Which login it belongs to; null in a token that does not say. */
  readonly sessionId: string | null;
}

/** The part of `JwtService.verifyAsync`'s answer that is relied upon; all of it comes from outside. */
interface Decoded {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A secret, and the name by which a token's header tells that it was made with it. */
interface Key {
  readonly id: string;
  readonly secret: string;
}

/**
 * Signs access tokens and reads them back. The algorithm is the configured one, whatever a token's header says. While
 * the secret is being changed, tokens of the previous one are still read.
 */
@Injectable()
export class AccessTokenSigner {
  readonly lifetimeSeconds: number;
  private readonly algorithm: Configuration['jwt']['algorithm'];
  private readonly key: Key;
  private readonly keys: readonly Key[];

  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    configuration: Configuration,
  ) {
    this.lifetimeSeconds = configuration.jwt.expirationSeconds;
    this.algorithm = configuration.jwt.algorithm;
    const { secret, previousSecret } = configuration.jwt;
    this.key = keyOf(secret);
    this.keys = previousSecret === null ? [this.key] : [this.key, keyOf(previousSecret)];
  }

  sign({ userId, epoch, loggedInAt, sessionId }: Omit<AccessClaims, 'expiresAt'>): Promise<string> {
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
        ...(sessionId !== null && { sid: sessionId }),
        ...(loggedInAt && { auth_time: Math.floor(loggedInAt.getTime() / 1000) }),
      },
      {
        algorithm: this.algorithm,
        header: { alg: this.algorithm, typ: HEADER_TYPE, kid: this.key.id },
        secret: this.key.secret,
      },
    );
  }

  /** Returns what the token claims if it is signed by us, for us, and valid now; otherwise undefined. */
  async read(token: string): Promise<AccessClaims | undefined> {
    const named = keyIdOf(token);
    const key = named === undefined ? this.key : this.keys.find(({ id }) => id === named);
    const decoded = key && (await this.verify(token, key));
    return decoded && hasOurHeader(decoded.header) ? claimsOf(decoded.payload) : undefined;
  }

  private async verify(token: string, { secret }: Key): Promise<Decoded | undefined> {
    try {
      return await this.jwt.verifyAsync<Decoded>(token, {
        secret,
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

/** The name tells two secrets apart, and nothing about either. */
function keyOf(secret: string): Key {
  return {
    id: createHash('sha256').update(`rubi-studio-key:${secret}`).digest('base64url').slice(0, 8),
    secret,
  };
}

/** Which of our keys a token says that it was made with. Nothing else of an unverified token is looked at. */
function keyIdOf(token: string): unknown {
  try {
    const [header = ''] = token.split('.');
    return (JSON.parse(Buffer.from(header, 'base64url').toString()) as Decoded['header'] | null)?.['kid'];
  } catch {
    return undefined;
  }
}

/** A header that brings a key (`jku`, `jwk`, `x5c`…) is not one that we wrote, even if the signature fits. */
function hasOurHeader(header: Decoded['header']): boolean {
  return header['typ'] === HEADER_TYPE && Object.keys(header).every((name) => OUR_HEADER.includes(name));
}

function claimsOf(payload: Decoded['payload']): AccessClaims | undefined {
  const { sub, kind, epoch, exp, auth_time: authTime, sid } = payload;
  if (kind !== KIND || typeof sub !== 'string' || !UUID.test(sub)) return undefined;
  if (!Number.isSafeInteger(epoch) || !Number.isSafeInteger(exp)) return undefined;
  return {
    userId: sub,
    epoch: epoch as number,
    expiresAt: new Date((exp as number) * 1000),
    loggedInAt: Number.isSafeInteger(authTime) ? new Date((authTime as number) * 1000) : null,
    sessionId: typeof sid === 'string' && UUID.test(sid) ? sid : null,
  };
}
