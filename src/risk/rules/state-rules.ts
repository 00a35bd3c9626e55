import { Decimal } from '../../money/quantity';
import { deny } from '../denial';
import { plain } from '../ledger';
import { type FactRule, pass, secondsBetween } from '../pre-trade-rule';
import { type EssentialFacts, type TradeFacts } from '../trade-facts';

/** HALTED lets nothing through, REDUCING lets what takes risk away through. */
export const tradingState: FactRule<EssentialFacts> = {
  id: 'R01',
  name: 'TRADING_STATE',
  codes: ['TRADING_HALTED', 'TRADING_STATE_REDUCING'],
  appliesTo: 'ALL',
  stage: 'FACTS',
  check({ tradingState: { state, scope }, trade }) {
    const by = { scope: scope ?? 'DEFAULT' };
    if (state === 'HALTED') return deny('TRADING_HALTED', by);
    if (state === 'REDUCING' && trade.action === 'OPEN') return deny('TRADING_STATE_REDUCING', by);
    return pass({ state });
  },
};

/** An order for a terminal that does not listen, or whose positions are not known yet, is not made. */
export const session: FactRule<TradeFacts> = {
  id: 'R02',
  name: 'SESSION',
  codes: ['SESSION_NOT_READY', 'AUTO_TRADING_OFF'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ session: { live, snapshotComplete, switchedOff } }) {
    if (!live) return deny('SESSION_NOT_READY', { missing: 'LIVE_SESSION' });
    if (snapshotComplete === false) return deny('SESSION_NOT_READY', { missing: 'POSITIONS' });
    if (switchedOff !== null) return deny('AUTO_TRADING_OFF', { switch: switchedOff });
    return pass({ positions: snapshotComplete === null ? 'NOT_REPORTED' : 'COMPLETE' });
  },
};

/** A size computed from an old balance is a size for another account. */
export const accountData: FactRule<EssentialFacts> = {
  id: 'R03',
  name: 'ACCOUNT_DATA',
  codes: ['ACCOUNT_DATA_STALE', 'EQUITY_NOT_POSITIVE'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ account, limits, now }) {
    if (account.stateReceivedAt === null) return deny('ACCOUNT_DATA_STALE', {});
    const age = secondsBetween(account.stateReceivedAt, now);
    const ages = {
      age_seconds: String(Math.ceil(age)),
      max_age_seconds: String(limits.maxAccountAgeSeconds),
    };
    if (!(age <= limits.maxAccountAgeSeconds)) return deny('ACCOUNT_DATA_STALE', ages);
    const { equity, balance, currency } = account;
    const base = Decimal.min(equity, balance);
    if (!base.greaterThan(0)) return deny('EQUITY_NOT_POSITIVE', { base: plain(base), currency });
    return pass(ages);
  },
};
