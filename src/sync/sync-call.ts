import { type HeldAccount } from '../accounts/account';
import { type Session } from '../mt5-session/session';
import { type SyncMessage } from './sync-message';

/** A message and the session that it came from. */
export interface SyncCall {
  readonly session: Session;
  readonly message: SyncMessage;
  /** Symbols of which the terminal is to tell the specification. */
  readonly wanted: readonly string[];
}

/** A message that is to be answered anew, with its account and session held. */
export interface Cycle extends SyncCall {
  readonly account: HeldAccount;
}
