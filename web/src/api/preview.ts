import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Language } from '../app/preferences';
import { answerOf, api, type Schemas } from './client';

export type SignalPreview = Schemas['SignalPreviewView'];
export type AccountPreview = SignalPreview['data'][number];
export type PreviewedSignal = Omit<Schemas['PreviewSignalDto'], 'signal_time'>;

/** Prices move: what a preview says is asked again while it is looked at. */
const AGAIN_MS = 3_000;

/** What would become of a signal if it were sent now; the answer of before stays while the next is on its way. */
export function usePreview(
  signal: PreviewedSignal | null,
  language: Language,
): UseQueryResult<SignalPreview> {
  return useQuery({
    queryKey: ['preview', signal, language],
    enabled: signal !== null,
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
    staleTime: 0,
    gcTime: 0,
    queryFn: () => {
      if (signal === null) throw new Error('There is nothing to preview');
      return answerOf(
        api.POST('/api/v1/trading/signals/preview', {
          params: { query: { lang: language }, header: { 'accept-language': language } },
          body: { ...signal, signal_time: new Date().toISOString() },
        }),
      );
    },
  });
}
