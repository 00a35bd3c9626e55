/** One minute of one sample each, in promtool's shorthand: `1x20` is 21 times 1, `0+5x20` rises by 5. */
export type Series = Readonly<Record<string, string>>;

/** How every number behaves while all is well, for `minutes`. */
export function healthy(minutes: number): Series {
  const always = (value: string): string => `${value}x${minutes}`;
  return {
    'up{job="rubi-studio",instance="api:9090"}': always('1'),
    'up{job="rubi-studio",instance="worker:9090"}': always('1'),
    'rubi_build_info{version="3.0.0",revision="a",instance="api:9090"}': always('1'),
    'rubi_mt5_sessions_active{instance="api:9090"}': always('10'),
    'rubi_mt5_ping_age_seconds{instance="api:9090"}': always('3'),
    'rubi_queue_oldest_job_age_seconds{instance="api:9090"}': always('0'),
    'rubi_queue_jobs{queue="signal-received",state="waiting",instance="api:9090"}': always('0'),
    'rubi_orders_live{status="UNKNOWN",instance="api:9090"}': always('0'),
    'rubi_order_anomalies_total{instance="api:9090"}': always('0'),
    'rubi_trading_stops{scope="SERVER",instance="api:9090"}': always('0'),
    'rubi_trading_stops{scope="USER",instance="api:9090"}': always('2'),
    'rubi_database_pool_connections{state="waiting",instance="api:9090"}': always('0'),
    'nodejs_eventloop_lag_p99_seconds{job="rubi-studio",instance="api:9090"}': always('0.02'),
    'process_start_time_seconds{job="rubi-studio",instance="api:9090"}': always('1000'),
    'http_request_duration_seconds_count{route="/a",status_class="2xx",instance="api:9090"}': always('0+600'),
    'http_request_duration_seconds_count{route="/a",status_class="4xx",instance="api:9090"}': always('0+60'),
    'http_request_duration_seconds_count{route="/a",status_class="5xx",instance="api:9090"}': always('0+1'),
    'rubi_orders_total{outcome="filled",reason="none",instance="api:9090"}': always('0+20'),
    'rubi_orders_total{outcome="rejected",reason="10019",instance="api:9090"}': always('0+1'),
    'rubi_signal_stage_duration_seconds_bucket{stage="decided",le="0.1",instance="worker:9090"}':
      always('0+50'),
    'rubi_signal_stage_duration_seconds_bucket{stage="decided",le="+Inf",instance="worker:9090"}':
      always('0+50'),
    'rubi_signal_stage_duration_seconds_bucket{stage="executed",le="5",instance="api:9090"}': always('0+50'),
    'rubi_signal_stage_duration_seconds_bucket{stage="executed",le="+Inf",instance="api:9090"}':
      always('0+50'),
  };
}

/** What happens, and which alerts fire when: these, and no others. */
export interface Scenario {
  readonly name: string;
  readonly minutes: number;
  readonly changes: Series;
  readonly firing: readonly (readonly [at: string, alerts: readonly string[]])[];
}

const NAN = ' NaN'.repeat(20);

export const SCENARIOS: readonly Scenario[] = [
  { name: 'a quiet day', minutes: 420, changes: {}, firing: [['6h', []]] },
  {
    name: 'a process that is gone',
    minutes: 30,
    changes: {
      'up{job="rubi-studio",instance="worker:9090"}': '1x9 0x20',
    },
    firing: [
      ['11m', []],
      ['13m', ['RubiProcessDown']],
    ],
  },
  {
    name: 'nothing left to scrape',
    minutes: 30,
    changes: {
      'rubi_build_info{version="3.0.0",revision="a",instance="api:9090"}': '1x9 stale',
    },
    firing: [
      ['12m', []],
      ['17m', ['RubiAbsent']],
    ],
  },
  {
    name: 'a database that is away',
    minutes: 30,
    changes: {
      'rubi_mt5_sessions_active{instance="api:9090"}': `10x9${NAN}`,
    },
    firing: [
      ['9m', []],
      ['12m', ['RubiDatabaseUnreachable']],
    ],
  },
  {
    name: 'an outage of answers',
    minutes: 140,
    changes: {
      'http_request_duration_seconds_count{route="/a",status_class="5xx",instance="api:9090"}':
        '0+1x119 120+400x20',
    },
    firing: [
      ['1h59m', []],
      ['2h15m', ['RubiErrorsBurnFast']],
    ],
  },
  {
    name: 'a slow bleeding of answers',
    minutes: 500,
    changes: {
      'http_request_duration_seconds_count{route="/a",status_class="5xx",instance="api:9090"}': '0+25x500',
    },
    firing: [['8h', ['RubiErrorsBurnSlow']]],
  },
  {
    name: 'a process that starts again and again',
    minutes: 30,
    changes: {
      'process_start_time_seconds{job="rubi-studio",instance="api:9090"}':
        '1000x9 1600 1660 1720 1780 1840x20',
    },
    firing: [
      ['9m', []],
      ['15m', ['RubiRestarts']],
    ],
  },
  {
    name: 'a release that does not end',
    minutes: 60,
    changes: {
      'rubi_build_info{version="3.0.1",revision="b",instance="worker:9090"}': '1x60',
    },
    firing: [
      ['29m', []],
      ['31m', ['RubiVersionsMixed']],
    ],
  },
  {
    name: 'signals that nobody decides',
    minutes: 30,
    changes: {
      'rubi_queue_oldest_job_age_seconds{instance="api:9090"}': '0x9 5 30 90x20',
    },
    firing: [
      ['10m', []],
      ['13m', ['RubiSignalsWait']],
    ],
  },
  {
    name: 'slow decisions',
    minutes: 40,
    changes: {
      'rubi_signal_stage_duration_seconds_bucket{stage="decided",le="0.1",instance="worker:9090"}': '0+40x40',
      'rubi_signal_stage_duration_seconds_bucket{stage="decided",le="2.5",instance="worker:9090"}': '0+50x40',
    },
    firing: [['30m', ['RubiDecisionsSlow']]],
  },
  {
    name: 'slow executions',
    minutes: 60,
    changes: {
      'rubi_signal_stage_duration_seconds_bucket{stage="executed",le="5",instance="api:9090"}': '0+40x60',
      'rubi_signal_stage_duration_seconds_bucket{stage="executed",le="30",instance="api:9090"}': '0+50x60',
    },
    firing: [['50m', ['RubiExecutionsSlow']]],
  },
  {
    name: 'an order that nobody knows about',
    minutes: 30,
    changes: {
      'rubi_orders_live{status="UNKNOWN",instance="api:9090"}': '0x9 1x20',
    },
    firing: [
      ['14m', []],
      ['16m', ['RubiOrdersUnknown']],
    ],
  },
  {
    name: 'evidence that cannot be',
    minutes: 60,
    changes: {
      'rubi_order_anomalies_total{instance="api:9090"}': '0x9 1x60',
    },
    firing: [
      ['9m', []],
      ['11m', ['RubiOrderAnomaly']],
      ['40m', []],
    ],
  },
  {
    name: 'brokers that refuse',
    minutes: 40,
    changes: {
      'rubi_orders_total{outcome="rejected",reason="10019",instance="api:9090"}': '0+10x40',
    },
    firing: [['30m', ['RubiBrokersReject']]],
  },
  {
    name: 'half the terminals gone',
    minutes: 90,
    changes: {
      'rubi_mt5_sessions_active{instance="api:9090"}': '10x40 4x60',
    },
    firing: [
      ['40m', []],
      ['45m', ['RubiTerminalsLost']],
      ['80m', []],
    ],
  },
  {
    name: 'a terminal that says nothing',
    minutes: 30,
    changes: {
      'rubi_mt5_ping_age_seconds{instance="api:9090"}': '3x9 45x20',
    },
    firing: [
      ['11m', []],
      ['13m', ['RubiTerminalSilent']],
    ],
  },
  {
    name: 'trading stopped for everybody',
    minutes: 30,
    changes: {
      'rubi_trading_stops{scope="SERVER",instance="api:9090"}': '0x9 1x20',
    },
    firing: [
      ['9m', []],
      ['10m', ['RubiTradingStopped']],
    ],
  },
  {
    name: 'a Redis that is away',
    minutes: 30,
    changes: {
      'rubi_queue_jobs{queue="signal-received",state="waiting",instance="api:9090"}': `0x9${NAN}`,
    },
    firing: [
      ['11m', []],
      ['13m', ['RubiQueueUnreachable']],
    ],
  },
  {
    name: 'a pool that is too small',
    minutes: 30,
    changes: {
      'rubi_database_pool_connections{state="waiting",instance="api:9090"}': '0x9 40x20',
    },
    firing: [
      ['11m', []],
      ['13m', ['RubiDatabasePoolShort']],
    ],
  },
  {
    name: 'a process that computes too long',
    minutes: 30,
    changes: {
      'nodejs_eventloop_lag_p99_seconds{job="rubi-studio",instance="api:9090"}': '0.02x9 0.6x20',
    },
    firing: [
      ['14m', []],
      ['16m', ['RubiEventLoopLags']],
    ],
  },
  {
    name: 'a Redis that forgets',
    minutes: 30,
    changes: {
      'redis_evicted_keys_total{instance="redis:9121"}': '0x9 50x20',
    },
    firing: [
      ['9m', []],
      ['11m', ['RubiRedisEvicts']],
    ],
  },
  {
    name: 'a database that fills its disk',
    minutes: 90,
    changes: {
      'pg_database_size_bytes{datname="rubi_trading"}': '90e9x90',
    },
    firing: [
      ['59m', []],
      ['61m', ['RubiDiskFills']],
    ],
  },
  {
    name: 'a certificate that nobody renews',
    minutes: 90,
    changes: {
      'probe_ssl_earliest_cert_expiry{instance="https://api.rubi-studio.com"}': '1000000x90',
    },
    firing: [
      ['59m', []],
      ['61m', ['RubiCertificateExpires']],
    ],
  },
];
