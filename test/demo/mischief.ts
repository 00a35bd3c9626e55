import { type BrokerModel } from '../terminal/broker-model';
import { RETCODE } from '../terminal/retcodes';

/** What real brokers do now and then, at fixed places so that every run shows it: by the number of the send. */
export function disturb(broker: BrokerModel): void {
  const atSend = (number: number) => (): boolean => broker.ledger.sends.length === number;
  broker.script.next({ kind: 'refuse', retcode: RETCODE.REQUOTE }, atSend(3));
  broker.script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: 'now' }, atSend(5));
  broker.script.next({ kind: 'partial', share: '0.5' }, atSend(7));
  broker.script.next({ kind: 'refuse', retcode: RETCODE.MARKET_CLOSED }, atSend(9));
}
