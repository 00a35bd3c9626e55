import { type Account } from '../../accounts/account';
import { type Session } from '../../mt5-session/session';
import { type Signal } from '../../signals/signal';
import { recipientsOf } from './recipients';

describe('recipientsOf', () => {
  const account = (id: string, change: Partial<Account> = {}): Account =>
    ({ id, accountNumber: `n-${id}`, autoTrading: true, ...change }) as Account;
  const session = (accountId: string): [string, Session] => [
    accountId,
    { id: `s-${accountId}`, accountId } as Session,
  ];
  const signal = (change: Partial<Signal> = {}): Signal =>
    ({ targetSessionId: null, targetAccountNumber: null, ...change }) as Signal;
  const accounts = [account('a'), account('b'), account('c', { autoTrading: false }), account('d')];
  const sessions = new Map([session('a'), session('b'), session('c')]);
  const to = (change: Partial<Signal> = {}, sourceAccountId: string | null = null): string[] | string => {
    const recipients = recipientsOf(signal(change), { accounts, sessions, sourceAccountId });
    return recipients.outcome === 'found' ? recipients.accounts.map(({ id }) => id) : recipients.refusal.code;
  };

  it('chooses every account that trades automatically and has a terminal', () => {
    expect(to()).toEqual(['a', 'b']);
    expect(to({}, 'a')).toEqual(['b']);
  });

  it('follows the signal that names one, even one that does not trade automatically', () => {
    expect(to({ targetSessionId: 's-b' })).toEqual(['b']);
    expect(to({ targetAccountNumber: 'n-c' })).toEqual(['c']);
  });

  it('says why there is nobody', () => {
    expect(to({ targetAccountNumber: 'n-d' })).toBe('SESSION_NOT_READY');
    expect(to({ targetAccountNumber: 'other' })).toBe('NO_ACCOUNT_TO_TRADE');
    expect(to({ targetSessionId: 'ended' })).toBe('SESSION_NOT_READY');
    expect(to({ targetSessionId: 's-a' }, 'a')).toBe('SESSION_NOT_READY');
  });
});
