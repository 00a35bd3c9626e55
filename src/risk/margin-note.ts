import { Decimal, money, type Money } from '../money/quantity';
import { type Note, plain } from './ledger';
import { type MarginPerLot, requiredMarginPerLot } from './required-margin';
import { type SizingRequest } from './sizing';

/** The margin of one lot of a sizing request. */
export function marginOf({ spec, side, entry, account, quotes }: SizingRequest): MarginPerLot {
  const { leverage, currency: accountCurrency } = account;
  return requiredMarginPerLot({ spec, side, price: entry, leverage, accountCurrency, quotes });
}

/** Puts the margin of a volume into the ledger, or the reason for which it was not checked: never silently. */
export function noteMargin(
  { account, policy }: SizingRequest,
  margin: MarginPerLot,
  volume: Decimal,
  note: Note,
): Money | null {
  if (margin.outcome === 'unchecked') {
    note('MARGIN_UNCHECKED', { reason: margin.reason });
    return null;
  }
  const required = margin.perLot.times(volume).toDecimalPlaces(account.currencyDigits, Decimal.ROUND_UP);
  if (account.marginFree === null) {
    note('MARGIN_UNCHECKED', { reason: 'FREE_MARGIN_UNKNOWN', margin: plain(required) });
  } else {
    note('MARGIN', {
      margin: plain(required),
      available: plain(account.marginFree.times(policy.marginShare)),
      rate: plain(margin.rate),
      rate_assumed: String(margin.rateAssumed),
      currency: account.currency,
    });
  }
  return required.lessThan(1e12) ? money(required) : null;
}
