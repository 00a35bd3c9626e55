import { type Clock } from '../../src/platform/time/clock';
import { type BrokerModel } from './broker-model';
import { wireAccount, wireClock, wirePermissions } from './snapshot';
import { type ConnectRequest } from './wire';

/** Who the terminal is, what account it trades, and how it stands. */
export function connectMessage(
  broker: BrokerModel,
  clock: Clock,
  connector: { readonly instanceId: string; readonly intervalMs: number },
): ConnectRequest {
  const { facts } = broker.book;
  return {
    account_number: facts.number,
    broker: facts.broker,
    currency: facts.currency,
    instance_id: connector.instanceId,
    server: facts.server,
    account_name: facts.name,
    leverage: facts.leverage,
    currency_digits: facts.currencyDigits,
    margin_mode: facts.marginMode,
    ...wireAccount(broker),
    interval_ms: connector.intervalMs,
    ea_version: '3.0.0',
    terminal_build: 5200,
    permissions: wirePermissions(broker),
    clock: wireClock(clock, broker.utcOffsetSeconds),
  };
}
