import { type Permissions } from '../../accounts/account';
import { price } from '../../money/quantity';
import { type Denial, deny } from '../../risk/denial';
import { checkEssentials } from '../../risk/pre-trade-rules';
import { entryOf } from '../../risk/sizing-request';
import { type Signal } from '../../signals/signal';
import { type OrderSide } from '../order';
import { type AccountBook } from './account-book';
import { type Decision } from './decision';
import { denied } from './denied';
import { inputsOf } from './ledger-inputs';
import { openingFacts } from './trade-facts';

/** Sizes an opening signal for one account and checks it against the account's limits; the first refusal wins. */
export function decideOpening(signal: Signal, book: AccountBook, now: Date): Decision {
  const side: OrderSide = signal.type === 'SELL' ? 'SELL' : 'BUY';
  const unable = refuseByTerminal(book);
  if (unable) return denied(unable);
  const facts = openingFacts(signal, side, book, now);
  if ('code' in facts) return denied(facts);

  const inputs = inputsOf(facts, book.profile);
  const check = checkEssentials(facts);
  if (check.outcome === 'denied') {
    return denied(check.denial, { rules: check.verdicts, steps: check.ledger, inputs });
  }
  const { sizing, verdicts } = check;
  const entry = entryOf(facts);
  if (!sizing || !entry) throw new Error('The rules let an opening pass without a size');
  return {
    outcome: 'ORDERED',
    order: {
      userId: signal.userId,
      accountId: book.account.id,
      signalId: signal.id,
      action: 'OPEN',
      side,
      symbol: facts.trade.symbol,
      volume: sizing.volume,
      entryPrice: price(entry),
      stopLoss: signal.stopLoss,
      takeProfit: signal.takeProfit,
      closeTargets: [],
      riskMoney: sizing.riskMoney,
      marginMoney: sizing.margin,
      createdAt: now,
      expiresAt: expiryOf(signal, book),
    },
    ledger: {
      version: 1,
      volume: sizing.volume.toFixed(),
      rules: verdicts,
      steps: sizing.ledger,
      denial: null,
      inputs,
    },
  };
}

/** From the receipt, not from the decision: a signal that waited for a worker has less time left. */
function expiryOf(signal: Signal, { profile }: AccountBook): Date {
  return new Date(signal.receivedAt.getTime() + profile.openingTtlSeconds * 1000);
}

function refuseByTerminal({ session, account }: AccountBook): Denial | null {
  if (!session) return deny('SESSION_NOT_READY', { missing: 'no terminal is connected' });
  const off = switchedOff(account.permissions);
  return off === null ? null : deny('AUTO_TRADING_OFF', { switch: off });
}

/** A seed client reports no permissions: its terminal decides when it gets the order. */
function switchedOff(permissions: Permissions | null): string | null {
  if (permissions === null) return null;
  const switches: [string, boolean][] = [
    ['terminal_connected', permissions.terminalConnected],
    ['terminal_trade_allowed', permissions.terminalTradeAllowed],
    ['ea_trade_allowed', permissions.eaTradeAllowed],
    ['account_trade_allowed', permissions.accountTradeAllowed],
    ['account_trade_expert', permissions.accountTradeExpert],
  ];
  return switches.find(([, on]) => !on)?.[0] ?? null;
}
