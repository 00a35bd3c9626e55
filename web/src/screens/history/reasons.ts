import { useTranslation } from 'react-i18next';

/** Why a deal was made. Brokers have reasons of their own; those without words here are shown as they are. */
export function useReasons(): (reason: string | null) => string {
  const { t } = useTranslation();
  const words: Readonly<Record<string, string>> = t('history.reasons', { returnObjects: true });
  return (reason) => (reason === null ? '–' : (words[reason] ?? reason));
}
