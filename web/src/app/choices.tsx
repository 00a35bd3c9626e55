import { NativeSelect, SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { prefer, usePreferences } from './preferences';
import { useBrokerZone } from './zones';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'AUD', 'CAD', 'NZD'];

export function ZoneChoice(): ReactNode {
  const { t } = useTranslation();
  const { zone } = usePreferences();
  const broker = useBrokerZone();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  return (
    <NativeSelect
      label={t('preferences.zone')}
      value={zone}
      onChange={(event) => {
        prefer({ zone: event.currentTarget.value });
      }}
      data={[
        { value: 'local', label: t('preferences.zoneHere', { zone: here }) },
        { value: 'broker', label: t('preferences.zoneBroker', { zone: broker }) },
        { value: 'UTC', label: 'UTC' },
        ...zones
          .filter((name) => name !== 'UTC')
          .map((name) => ({ value: name, label: name.replaceAll('_', ' ') })),
      ]}
    />
  );
}

export function CurrencyChoice(): ReactNode {
  const { t } = useTranslation();
  const { currency } = usePreferences();
  return (
    <NativeSelect
      label={t('preferences.currency')}
      description={t('preferences.currencyHint')}
      value={currency ?? ''}
      onChange={(event) => {
        const { value } = event.currentTarget;
        prefer({ currency: value === '' ? null : value });
      }}
      data={[
        { value: '', label: t('preferences.currencyOfAccount') },
        ...CURRENCIES.map((code) => ({ value: code, label: code })),
      ]}
    />
  );
}

export function ThemeChoice(): ReactNode {
  const { t } = useTranslation();
  const { theme } = usePreferences();
  return (
    <Labelled label={t('preferences.theme')}>
      <SegmentedControl
        aria-label={t('preferences.theme')}
        value={theme}
        onChange={(value) => {
          prefer({ theme: value });
        }}
        data={[
          { value: 'system', label: t('preferences.themes.system') },
          { value: 'light', label: t('preferences.themes.light') },
          { value: 'dark', label: t('preferences.themes.dark') },
        ]}
      />
    </Labelled>
  );
}

export function ProfitColoursChoice(): ReactNode {
  const { t } = useTranslation();
  const { profitColours } = usePreferences();
  return (
    <Labelled label={t('preferences.profit')}>
      <SegmentedControl
        aria-label={t('preferences.profit')}
        value={profitColours}
        onChange={(value) => {
          prefer({ profitColours: value });
        }}
        data={[
          { value: 'green-red', label: t('preferences.greenRed') },
          { value: 'blue-orange', label: t('preferences.blueOrange') },
        ]}
      />
    </Labelled>
  );
}

export function Labelled({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <div className="label" aria-hidden="true">
        {label}
      </div>
      {children}
    </div>
  );
}
