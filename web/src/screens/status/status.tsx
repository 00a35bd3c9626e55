import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Health, useHealth } from '../../api/queries';
import { Door } from '../../app/door';
import { Awaited, Card, Facts, PageHead, Pill, type Tone } from '../../design/design';
import { useFormat } from '../../format/format';

const TONES = { up: 'live', degraded: 'warn', down: 'bad', absent: 'idle' } as const satisfies Record<
  string,
  Tone
>;

/** How the service is doing, for anybody who cannot get in and wonders why. */
export default function StatusScreen(): ReactNode {
  const { t } = useTranslation();
  const health = useHealth();
  return (
    <Door wide>
      <PageHead title={t('status.title')} text={t('status.text')} />
      <Awaited of={health}>{() => health.data && <Report report={health.data} />}</Awaited>
    </Door>
  );
}

function Report({ report }: { readonly report: Health }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const good = report.status === 'ok';
  return (
    <Card
      title={t(`status.overall.${report.status}`)}
      actions={<Pill tone={good ? 'live' : 'warn'}>{t(good ? 'status.good' : 'status.bad')}</Pill>}
    >
      <Facts
        facts={[
          ...Object.entries(report.checks).map(
            ([name, { status }]) =>
              [
                nameOf(name, t('status.checks', { returnObjects: true })),
                <Pill key={name} tone={toneOf(status)}>
                  {nameOf(status, t('status.states', { returnObjects: true }))}
                </Pill>,
              ] as const,
          ),
          [t('status.uptime'), format.span(report.uptime_seconds * 1000)],
          [t('status.version'), report.version],
          [t('status.time'), format.exactly(report.server_time)],
        ]}
      />
    </Card>
  );
}

function toneOf(status: string): Tone {
  return Object.hasOwn(TONES, status) ? TONES[status as keyof typeof TONES] : 'idle';
}

/** Probes come and go; one without a name here is shown under its own. */
function nameOf(key: string, names: object): string {
  return (names as Readonly<Record<string, string>>)[key] ?? key;
}
