import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Session } from '../../api/queries';
import { Ago, Pill, type Tone } from '../../design/design';

const TONES = {
  ACTIVE: 'live',
  STALE: 'warn',
  DISCONNECTED: 'idle',
  FENCED: 'idle',
  EXPIRED: 'bad',
} as const satisfies Record<Session['status'], Tone>;

/** Whether a terminal is there. */
export function SessionPill({ session }: { readonly session: Session }): ReactNode {
  const { t } = useTranslation();
  return <Pill tone={TONES[session.status]}>{t(`terminal.status.${session.status}`)}</Pill>;
}

/** What stands between this terminal and a trade, in the order in which one would look; none when nothing does. */
export function useObstacles(account: Account): string[] {
  const { t } = useTranslation();
  const { permissions, auto_trading: autoTrading, session } = account;
  if (session.status !== 'ACTIVE') return [];
  const obstacles: string[] = [];
  if (permissions) {
    if (!permissions.terminal_connected) obstacles.push(t('terminal.obstacle.broker'));
    if (!permissions.terminal_trade_allowed) obstacles.push(t('terminal.obstacle.algoTrading'));
    if (!permissions.ea_trade_allowed) obstacles.push(t('terminal.obstacle.expert'));
    if (!permissions.account_trade_allowed) obstacles.push(t('terminal.obstacle.account'));
    if (!permissions.account_trade_expert) obstacles.push(t('terminal.obstacle.brokerExperts'));
  }
  if (!autoTrading) obstacles.push(t('terminal.obstacle.input'));
  return obstacles;
}

/** Why figures are not of now, if they are not. */
export function SilentSince({ session }: { readonly session: Session }): ReactNode {
  const { t } = useTranslation();
  if (session.status === 'ACTIVE') return null;
  return (
    <span className="small quiet">
      {t('terminal.lastSeen')} <Ago since={session.last_seen_at} />
    </span>
  );
}
