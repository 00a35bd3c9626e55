import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { defaultProfile } from '../guard/default-profile';
import { type RiskProfile } from '../guard/risk-profile';
import { RiskProfilesService } from '../guard/risk-profiles.service';
import { toJsonNumberOrNull } from '../platform/http/json-number';
import { Decimal } from '../money/quantity';
import { type Language } from '../risk/language';
import { SignalsService } from '../signals/signals.service';
import { presentRules, presentSteps, reasonOf, type RuleVerdictView, type StepView } from './decision-view';
import { judge } from './decision/decide-opening';
import { type DecisionLedger } from './decision/decision';
import { SignalDecisionsRepository, type StoredDecision } from './signal-decisions.repository';

interface ReplayedDecision {
  readonly outcome: 'ORDERED' | 'DENIED';
  readonly code: string | null;
  readonly message: string | null;
  readonly volume: number | null;
  readonly rules: readonly RuleVerdictView[];
  readonly steps: readonly StepView[];
}

export interface ReplayView {
  readonly account_id: string;
  readonly original: {
    readonly outcome: string;
    readonly code: string | null;
    readonly volume: number | null;
  };
  readonly replayed: ReplayedDecision;
  /** Outcome, volume and every verdict are the very same. */
  readonly same: boolean;
}

export interface SignalReplayView {
  readonly signal_id: number;
  readonly profile: string;
  /** Only openings: a close is not sized and passes by no limit. */
  readonly data: readonly ReplayView[];
}

export interface ReplayRequest {
  /** `original`, `current`, `default` or the id of an account. */
  readonly profile: string;
  readonly accountId: string | null;
}

/**
 * Makes decisions again from what was stored of them, under the same profile or another. Floors of the equity guard are
 * part of what was seen, and stay as they were.
 */
@Injectable()
export class SignalReplay {
  constructor(
    private readonly signals: SignalsService,
    private readonly decisions: SignalDecisionsRepository,
    private readonly profiles: RiskProfilesService,
  ) {}

  /** @throws SignalNotFoundError, AccountNotFoundError when the profile names an account that is not the caller's */
  async replay(
    userId: string,
    signalId: string,
    { profile, accountId }: ReplayRequest,
    language: Language,
  ): Promise<SignalReplayView> {
    await this.signals.get(userId, signalId);
    const decisions = await this.decisions.of(userId, signalId);
    const wanted = decisions.filter((decision) => accountId === null || decision.accountId === accountId);
    const data: ReplayView[] = [];
    for (const decision of wanted) {
      const { inputs } = decision.ledger;
      if (!inputs) continue;
      const under = await this.profileOf(userId, decision, profile, inputs.profile);
      data.push(replayed(decision, under, language));
    }
    return { signal_id: Number(signalId), profile, data };
  }

  private profileOf(
    userId: string,
    { accountId }: StoredDecision,
    name: string,
    original: RiskProfile,
  ): Promise<RiskProfile> {
    switch (name) {
      case 'original':
        return Promise.resolve(original);
      case 'default':
        return Promise.resolve(defaultProfile(accountId));
      case 'current':
        return this.profiles.get(userId, accountId);
      default:
        return this.profiles.get(userId, name);
    }
  }
}

function replayed(decision: StoredDecision, profile: RiskProfile, language: Language): ReplayView {
  const { ledger, accountId, outcome, code } = decision;
  const again = ledgerAgain(ledger, profile);
  return {
    account_id: accountId,
    original: { outcome, code, volume: numberOf(ledger.volume) },
    replayed: {
      outcome: again.denial ? 'DENIED' : 'ORDERED',
      code: again.denial?.code ?? null,
      message: reasonOf(again, language),
      volume: numberOf(again.volume),
      rules: presentRules(again.rules),
      steps: presentSteps(again.steps, language),
    },
    same: isDeepStrictEqual(comparable(ledger), comparable(again)),
  };
}

type Result = Pick<DecisionLedger, 'volume' | 'rules' | 'steps' | 'denial'>;

/** The result of a decision, made again from its stored inputs. */
function ledgerAgain({ inputs }: DecisionLedger, profile: RiskProfile): Result {
  if (!inputs) throw new Error('A decision without inputs cannot be made again');
  const { check } = judge(inputs.observed, profile);
  if (check.outcome === 'denied') {
    return { volume: null, rules: check.verdicts, steps: check.ledger, denial: check.denial };
  }
  const { sizing, verdicts } = check;
  return {
    volume: sizing?.volume.toFixed() ?? null,
    rules: verdicts,
    steps: sizing?.ledger ?? [],
    denial: null,
  };
}

/** What was never set and what is stored as absent are the same. */
function comparable({ volume, rules, steps, denial }: Result): unknown {
  return JSON.parse(JSON.stringify({ volume, rules, steps, denial }));
}

function numberOf(volume: string | null): number | null {
  return toJsonNumberOrNull(volume === null ? null : new Decimal(volume));
}
