import { Injectable } from '@nestjs/common';
import { InjectMetric, makeCounterProvider, makeHistogramProvider } from '@willsoto/nestjs-prometheus';
import { type Counter, type Histogram } from 'prom-client';
import { sampledGauge } from '../platform/metrics/sampled-gauge';
import { type SignalSource, type SignalType } from './signal';
import { SignalsRepository } from './signals.repository';

const SIGNALS = 'rubi_signals_total';
const COMMITS = 'rubi_signal_commits_total';
const STAGES = 'rubi_signal_stage_duration_seconds';

/** From the receipt of a signal to each step of its path: commit, decision, delivery, the terminal's receipt, execution. */
export type SignalStage = 'stored' | 'decided' | 'sent' | 'acknowledged' | 'executed';

/** How many signals came in, and how long each stage of their path took. */
@Injectable()
export class SignalMetrics {
  constructor(
    @InjectMetric(SIGNALS) private readonly signals: Counter,
    @InjectMetric(COMMITS) private readonly commits: Counter,
    @InjectMetric(STAGES) private readonly stages: Histogram,
  ) {}

  received(type: SignalType, source: SignalSource, outcome: 'accepted' | 'rejected' | 'replayed'): void {
    this.signals.inc({ signal_type: type, source, outcome });
  }

  /** Signals that arrive together share one of these. */
  committed(): void {
    this.commits.inc();
  }

  reached(stage: SignalStage, receivedAt: Date, at: Date): void {
    this.stages.observe({ stage }, Math.max(0, at.getTime() - receivedAt.getTime()) / 1000);
  }
}

export const SIGNAL_METRICS = [
  makeCounterProvider({
    name: SIGNALS,
    help: 'Signals taken in, by type, source and what the sender was answered',
    labelNames: ['signal_type', 'source', 'outcome'],
  }),
  makeCounterProvider({
    name: COMMITS,
    help: 'Transactions that stored signals; signals divided by it is how many share one',
  }),
  makeHistogramProvider({
    name: STAGES,
    help: 'Seconds from the receipt of a signal to a stage of its path',
    labelNames: ['stage'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  }),
  sampledGauge({
    name: 'rubi_queue_oldest_job_age_seconds',
    help: 'How long the oldest undecided signal has been waiting; 0 when none does',
    source: SignalsRepository,
    sample: (signals) => signals.oldestUndecidedAge(),
  }),
  sampledGauge({
    name: 'rubi_signals_undecided',
    help: 'Signals that are stored and wait for their decision: the work that workers are there for',
    source: SignalsRepository,
    sample: (signals) => signals.countUndecided(),
  }),
  SignalMetrics,
];
