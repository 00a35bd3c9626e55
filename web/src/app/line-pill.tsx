import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Pill } from '../design/design';
import { useFormat } from '../format/format';
import { useNow } from '../format/now';
import { useLine } from '../live/live';

/** Whether what is on the screen is of now. */
export function LinePill(): ReactNode {
  const { t } = useTranslation();
  const line = useLine();
  if (line.status === 'live') return <Pill tone="live">{t('line.live')}</Pill>;
  if (line.status === 'connecting') return <Pill tone="idle">{t('line.connecting')}</Pill>;
  return (
    <Pill tone="warn">
      <LostFor since={line.since} />
    </Pill>
  );
}

function LostFor({ since }: { readonly since: number }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return <>{t('line.lost', { age: format.age(Math.max(0, now - since)) })}</>;
}
