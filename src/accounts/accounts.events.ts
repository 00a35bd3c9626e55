import { type AccountBody } from './dto/account.body';

export interface AccountUpdated extends AccountBody {
  /** The connection that reported it; null while the account is being registered. */
  readonly session_id: string | null;
}

declare module '../platform/events/event-map' {
  interface EventMap {
    'account.updated': AccountUpdated;
  }
}
