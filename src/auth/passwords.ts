import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { PasswordsBusyError } from './auth.errors';

/** OWASP's minimum for Argon2id, about 13 ms of one core. The library's default algorithm is Argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashing shares libuv's four threads with DNS and files: it never takes all of them. */
const AT_ONCE = 2;
/** About half a second of work for two cores. Who comes later is told to come back. */
const WAITING = 64;

/** Hashes and checks passwords, a few at a time, so that a rush of logins does not starve the orders. */
@Injectable()
export class Passwords implements OnModuleInit {
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private dummy = '';

  /** A hash that no password fits: checking against it costs what a real check costs. */
  async onModuleInit(): Promise<void> {
    this.dummy = await hash('nobody has this password', COST);
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, COST));
  }

  verify(passwordHash: string, password: string): Promise<boolean> {
    return this.inTurn(() => verify(passwordHash, password));
  }

  /**
   * Finds the first candidate whom the password fits. It always does `checks` checks, however many candidates there
   * are, so that the time it takes tells nothing about them.
   */
  async firstMatch<Candidate extends { readonly passwordHash: string }>(
    candidates: readonly Candidate[],
    password: string,
    checks: number,
  ): Promise<Candidate | undefined> {
    return this.inTurn(async () => {
      let match: Candidate | undefined;
      for (let index = 0; index < checks; index += 1) {
        const candidate = candidates[index];
        const fits = await verify(candidate?.passwordHash ?? this.dummy, password);
        if (fits && candidate) match ??= candidate;
      }
      return match;
    });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= WAITING) throw new PasswordsBusyError();
      await new Promise<void>((start) => this.waiting.push(start));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
