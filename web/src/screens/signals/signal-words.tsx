import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order, Signal } from '../../api/queries';
import { Pill, type Tone } from '../../design/design';

const SIGNAL_TONES = {
  PENDING: 'warn',
  EXECUTED: 'live',
  PARTIALLY_EXECUTED: 'live',
  REJECTED: 'bad',
  FAILED: 'bad',
  EXPIRED: 'idle',
  CANCELLED: 'idle',
} as const satisfies Record<Signal['status'], Tone>;

export function SignalPill({ status }: { readonly status: Signal['status'] }): ReactNode {
  const { t } = useTranslation();
  return <Pill tone={SIGNAL_TONES[status]}>{t(`signal.status.${status}`)}</Pill>;
}

const ORDER_TONES = {
  READY: 'warn',
  SENT: 'warn',
  UNKNOWN: 'bad',
  FILLED: 'live',
  PARTIALLY_FILLED: 'live',
  REJECTED: 'bad',
  NOT_EXECUTED: 'idle',
  EXPIRED: 'idle',
  CANCELLED: 'idle',
} as const satisfies Record<Order['status'], Tone>;

export function OrderPill({ status }: { readonly status: Order['status'] }): ReactNode {
  const { t } = useTranslation();
  return <Pill tone={ORDER_TONES[status]}>{t(`order.status.${status}`)}</Pill>;
}

/** `Buy EURUSD` */
export function useSignalTitle(): (signal: Pick<Signal, 'signal_type' | 'symbol'>) => string {
  const { t } = useTranslation();
  return ({ signal_type: type, symbol }) => `${t(`signal.type.${type}`)} ${symbol}`;
}
