import { type Device } from './device';

/** A login that is going on, as its owner sees it in the list. */
export interface Session {
  readonly id: string;
  readonly device: Device;
  /** Where it was last renewed from; null when it has not been since this is written down. */
  readonly clientIp: string | null;
  /** When the password was given. */
  readonly loggedInAt: Date;
  /** When it was last renewed: while somebody uses it, once per lifetime of an access token. */
  readonly lastUsedAt: Date;
  /** When it ends if nobody renews it. */
  readonly expiresAt: Date;
}
