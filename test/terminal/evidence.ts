import { Decimal } from 'decimal.js';
import { type Book } from './book';
import { type Deal } from './trade';
import { type Command } from './wire';

/** What the terminal found of an order in its history. */
export interface Evidence {
  readonly volume: Decimal;
  readonly price: Decimal;
  readonly last: Deal;
}

/**
 * Looks for an order by its magic number. An opening order shows in deals that open or turn; a closing one in deals
 * that close, which leaves out the stops of its own position: they keep the magic of the order that opened it.
 */
export function findEvidence(book: Book, magic: string, action: Command['action']): Evidence | null {
  return summed(
    book.deals.filter((deal) => {
      const closes = deal.entry === 'OUT';
      return deal.magic === magic && deal.reason === 'EXPERT' && closes === (action === 'CLOSE');
    }),
  );
}

/** One or more deals as one execution: their whole volume at its mean price. */
export function summed(deals: readonly Deal[]): Evidence | null {
  const last = deals.at(-1);
  if (!last) return null;
  const volume = deals.reduce((sum, deal) => sum.plus(deal.volume), new Decimal(0));
  const worth = deals.reduce((sum, deal) => sum.plus(deal.price.times(deal.volume)), new Decimal(0));
  return { volume, price: worth.dividedBy(volume).toDecimalPlaces(8), last };
}
