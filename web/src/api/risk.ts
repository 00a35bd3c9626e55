import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { asProblem } from './problem';
import { KEYS } from './queries';

export type EquityGuard = Schemas['EquityGuardView'];
export type RuleStanding = EquityGuard['rules'][number];
export type RulePack = Schemas['RulePackView'];
export type PackRule = RulePack['rules'][number];
export type SourceLock = Schemas['SourceLockView'];

/** Equity moves with every price: how it stands to its floors is asked again this often. */
const AGAIN_MS = 5_000;

/** How an account stands to its loss rules; null when it has none. */
export function useEquityGuard(accountId: string): UseQueryResult<EquityGuard | null> {
  return useQuery({
    queryKey: [...KEYS.riskState, 'guard', accountId],
    refetchInterval: AGAIN_MS,
    queryFn: async () => {
      try {
        return await answerOf(
          api.GET('/api/v1/accounts/{accountId}/equity-guard', { params: { path: { accountId } } }),
        );
      } catch (error) {
        if (asProblem(error).code === 'RISK.NO_EQUITY_GUARD') return null;
        throw error;
      }
    },
  });
}

export type GuardChoice = Pick<Schemas['GuardSettingsDto'], 'pack' | 'initial_balance'>;

/** How an account would stand to other loss rules; asked for while they are chosen. */
export function useGuardPreview(accountId: string, guard: GuardChoice): UseQueryResult<EquityGuard> {
  return useQuery({
    queryKey: [...KEYS.riskState, 'guard-preview', accountId, guard],
    refetchInterval: AGAIN_MS,
    placeholderData: (before) => before,
    queryFn: () =>
      answerOf(
        api.POST('/api/v1/accounts/{accountId}/equity-guard/preview', {
          params: { path: { accountId } },
          body: guard,
        }),
      ),
  });
}

/** The loss rules that are known by name; they change with the backend only. */
export function useRulePacks(): UseQueryResult<RulePack[]> {
  return useQuery({
    queryKey: ['rule-packs'],
    staleTime: Infinity,
    queryFn: async () => (await answerOf(api.GET('/api/v1/risk/rule-packs'))).data,
  });
}

/** Sources that ran away on an account. */
export function useSourceLocks(accountId: string): UseQueryResult<SourceLock[]> {
  return useQuery({
    queryKey: [...KEYS.riskState, 'sources', accountId],
    queryFn: async () =>
      (
        await answerOf(
          api.GET('/api/v1/accounts/{accountId}/source-locks', { params: { path: { accountId } } }),
        )
      ).data,
  });
}
