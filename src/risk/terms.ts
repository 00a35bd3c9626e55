import { type Sentence } from './language';

/** Codes that appear inside a sentence, in words. What is not listed is said as it is. */
export const TERMS: Readonly<Record<string, Sentence>> = {
  stop_loss: { en: 'stop loss', fr: 'Le stop' },
  take_profit: { en: 'take profit', fr: 'L’objectif' },
  REQUESTED: { en: 'as requested', fr: 'demandé' },
  ACCOUNT_MAXIMUM: { en: 'the account’s maximum', fr: 'maximum du compte' },
  SYMBOL_MAXIMUM: { en: 'the symbol’s maximum', fr: 'maximum du symbole' },
  NO_STOP_POLICY: { en: 'for signals without a stop', fr: 'pour les signaux sans stop' },
  SERVER: { en: 'for the whole server', fr: 'pour tout le serveur' },
  USER: { en: 'for all of the user’s accounts', fr: 'pour tous les comptes de l’utilisateur' },
  ACCOUNT: { en: 'for this account', fr: 'pour ce compte' },
  GUARD: { en: 'by the equity guard', fr: 'par la garde des fonds propres' },
  LIVE_SESSION: { en: 'it is not connected; start it', fr: 'il n’est pas connecté ; démarrez-le' },
  POSITIONS: {
    en: 'it has just connected and not shown its open positions yet; send a new signal in a few seconds',
    fr: 'il vient de se connecter et n’a pas encore montré ses positions ouvertes ; envoyez un nouveau signal dans quelques secondes',
  },
  'no terminal is connected': {
    en: 'no terminal is connected; start it',
    fr: 'aucun terminal n’est connecté ; démarrez-le',
  },
  'no terminal is connected under this session': {
    en: 'no terminal is connected under this session; name the one that is, or none',
    fr: 'aucun terminal n’est connecté sous cette session ; nommez celle qui l’est, ou aucune',
  },
  price: { en: 'price', fr: 'le prix' },
  'market price': { en: 'market price', fr: 'le prix de marché' },
  LEVERAGE_UNKNOWN: { en: 'the account’s leverage is unknown', fr: 'le levier du compte est inconnu' },
  FREE_MARGIN_UNKNOWN: { en: 'the free margin is unknown', fr: 'la marge libre est inconnue' },
  MARGIN_RATE_UNKNOWN: { en: 'the margin rate is unknown', fr: 'le taux de marge est inconnu' },
  MARGIN_INITIAL_UNKNOWN: { en: 'the initial margin is unknown', fr: 'la marge initiale est inconnue' },
  MARGIN_CONVERSION_UNKNOWN: {
    en: 'no quote converts the margin currency',
    fr: 'aucune cotation ne convertit la devise de marge',
  },
  MARGIN_NOT_COMPUTABLE: {
    en: 'the symbol’s data is incomplete',
    fr: 'les données du symbole sont incomplètes',
  },
};
