import { type SourceTrade } from '../../risk/sizing';
import { isOpening, type Signal } from '../../signals/signal';
import { type AccountBook } from './account-book';
import { decideClosing } from './decide-closing';
import { decideOpening } from './decide-opening';
import { type Decision } from './decision';

/** What one account does about one signal, sent or only looked at. The book is not touched. */
export function decide(signal: Signal, book: AccountBook, now: Date, mirrored: SourceTrade | null): Decision {
  return isOpening(signal.type)
    ? decideOpening(signal, book, now, mirrored)
    : decideClosing(signal, book, now);
}
