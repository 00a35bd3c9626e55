import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { AttemptStore } from './attempt-store';
import { TooManyAttemptsError } from './auth.errors';
import { countedAddress } from './client-address';

/** Enough for a person who has several passwords in mind; far too few to guess one. */
const WRONG_PER_NAME_AND_ADDRESS = 5;
const NAME_WINDOW_SECONDS = 15 * 60;
/** One address that tries many names. An office or a mobile network behind one address stays below it. */
const WRONG_PER_ADDRESS = 100;
const ADDRESS_WINDOW_SECONDS = 24 * 3600;

/** An attempt that was let in. It counts as wrong until it is taken back. */
export interface Attempt {
  readonly nameKey: string;
  readonly addressKey: string;
}

/**
 * Slows down who guesses passwords. Wrong attempts are counted per name *and* address, never per name alone: otherwise
 * anybody could lock a trader out of their account by guessing badly at it.
 *
 * An attempt is counted before the password is looked at, so a hundred guesses at once are no way around the limit.
 */
@Injectable()
export class LoginLimits {
  private readonly perName: RateLimiterAbstract;
  private readonly perAddress: RateLimiterAbstract;

  constructor(store: AttemptStore) {
    this.perName = store.limiter({
      name: 'login:name',
      attempts: WRONG_PER_NAME_AND_ADDRESS,
      seconds: NAME_WINDOW_SECONDS,
    });
    this.perAddress = store.limiter({
      name: 'login:address',
      attempts: WRONG_PER_ADDRESS,
      seconds: ADDRESS_WINDOW_SECONDS,
    });
  }

  /** @throws TooManyAttemptsError when there were too many wrong ones, whether or not this one would be right. */
  async admit(name: string, ip: string): Promise<Attempt> {
    const addressKey = countedAddress(ip);
    // Hashed: what people type into this field is sometimes their password, and Redis keeps its keys on disk.
    const nameKey = createHash('sha256').update(`${name}\n${addressKey}`).digest('base64url');
    await this.count(this.perName, nameKey);
    await this.count(this.perAddress, addressKey);
    return { nameKey, addressKey };
  }

  /** The attempt was right: the wrong ones under this name are forgotten too. */
  async forgive({ nameKey, addressKey }: Attempt): Promise<void> {
    await Promise.all([this.perName.delete(nameKey), this.perAddress.reward(addressKey)]);
  }

  /** The attempt was neither right nor wrong: it was as if it had not been made. */
  async takeBack({ nameKey, addressKey }: Attempt): Promise<void> {
    await Promise.all([this.perName.reward(nameKey), this.perAddress.reward(addressKey)]);
  }

  private async count(limiter: RateLimiterAbstract, key: string): Promise<void> {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new TooManyAttemptsError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    }
  }
}
