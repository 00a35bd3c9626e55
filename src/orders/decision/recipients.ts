import { type AddressableAccount } from '../../accounts/account';
import { type Session } from '../../mt5-session/session';
import { deny } from '../../risk/denial';
import { type Refusal, type Signal } from '../../signals/signal';
import { refusalOf } from './denied';

export type Recipients =
  | { readonly outcome: 'found'; readonly accounts: readonly AddressableAccount[] }
  | { readonly outcome: 'none'; readonly refusal: Refusal };

/** Who could be meant: the owner's accounts, and the sessions that hold them now. */
export interface Addressable {
  readonly accounts: readonly AddressableAccount[];
  readonly sessions: ReadonlyMap<string, Session>;
  /** The account whose terminal made the mirrored trade, if the signal names one. */
  readonly sourceAccountId: string | null;
}

/**
 * The accounts a signal goes to: those it names, or every one that trades automatically and has a terminal. The
 * account of the terminal that it mirrors is left out: the trade is open there already.
 */
export function recipientsOf(
  signal: Signal,
  { accounts, sessions, sourceAccountId }: Addressable,
): Recipients {
  const addressed = accounts.filter(
    (account) => account.id !== sourceAccountId && isAddressed(signal, account, sessions.get(account.id)),
  );
  if (addressed.length === 0) {
    const denial =
      signal.targetSessionId === null
        ? deny('NO_ACCOUNT_TO_TRADE', {})
        : deny('SESSION_NOT_READY', { missing: 'no terminal is connected under this session' });
    return { outcome: 'none', refusal: refusalOf(denial) };
  }
  const connected = addressed.filter(({ id }) => sessions.has(id));
  if (connected.length > 0) return { outcome: 'found', accounts: connected };
  return {
    outcome: 'none',
    refusal: refusalOf(deny('SESSION_NOT_READY', { missing: 'no terminal is connected' })),
  };
}

function isAddressed(signal: Signal, account: AddressableAccount, session: Session | undefined): boolean {
  if (signal.targetSessionId !== null) return session?.id === signal.targetSessionId;
  if (signal.targetAccountNumber !== null) return account.accountNumber === signal.targetAccountNumber;
  return account.autoTrading;
}
