import { type Sentence } from './language';

/**
 * Every reason for which this house denies a signal, closed: part of the API, so a code never changes its meaning.
 * A code may have several forms; the first one whose numbers are all present is said.
 */
export const DENIALS = {
  // The state around the account.
  TRADING_HALTED: [
    {
      en: 'Trading is halted ({scope}): nothing is sent',
      fr: 'Le trading est arrêté ({scope}) : rien n’est envoyé',
    },
  ],
  TRADING_STATE_REDUCING: [
    {
      en: 'Only closing is allowed now ({scope})',
      fr: 'Seules les fermetures sont permises pour l’instant ({scope})',
    },
  ],
  AUTO_TRADING_OFF: [
    {
      en: 'Automatic trading is switched off: {switch}',
      fr: 'Le trading automatique est désactivé : {switch}',
    },
  ],
  NO_ACCOUNT_TO_TRADE: [
    {
      en: 'No account with automatic trading is addressed by this signal',
      fr: 'Aucun compte en trading automatique n’est visé par ce signal',
    },
  ],
  SESSION_NOT_READY: [
    {
      en: 'The terminal is not ready: {missing}',
      fr: 'Le terminal n’est pas prêt : {missing}',
    },
  ],
  ACCOUNT_DATA_STALE: [
    {
      en: 'The account’s balance is {age_seconds} s old; at most {max_age_seconds} s are allowed',
      fr: 'Le solde du compte date de {age_seconds} s ; {max_age_seconds} s au plus sont permises',
    },
    {
      en: 'The account’s balance has no time',
      fr: 'Le solde du compte n’est pas daté',
    },
  ],
  EQUITY_NOT_POSITIVE: [
    {
      en: 'The sizing base is {base} {currency}: there is nothing to risk',
      fr: 'La base de calcul est de {base} {currency} : il n’y a rien à risquer',
    },
  ],

  // The symbol.
  SYMBOL_NOT_ALLOWED: [
    {
      en: '{symbol} cannot be opened now: its trade mode is {trade_mode}',
      fr: '{symbol} ne peut pas être ouvert : son mode de négociation est {trade_mode}',
    },
    {
      en: '{symbol} is not on the account’s list of symbols',
      fr: '{symbol} n’est pas dans la liste de symboles du compte',
    },
  ],
  SYMBOL_UNKNOWN: [
    {
      en: 'The account has no symbol that is {symbol}',
      fr: 'Le compte n’a aucun symbole correspondant à {symbol}',
    },
  ],
  SYMBOL_AMBIGUOUS: [
    {
      en: '{symbol} could be any of {candidates}: map it explicitly',
      fr: '{symbol} peut désigner {candidates} : indiquez la correspondance',
    },
  ],
  SYMBOL_CONTRADICTORY: [
    {
      en: '{candidate} is not {symbol}: its {property} is {found} instead of {expected}',
      fr: '{candidate} n’est pas {symbol} : {property} vaut {found} au lieu de {expected}',
    },
  ],
  REFERENCE_DATA_MISSING: [
    {
      en: '{symbol}: {missing} is missing or not usable; the volume cannot be computed',
      fr: '{symbol} : {missing} est absent ou inutilisable ; le volume ne peut pas être calculé',
    },
    {
      en: '{symbol} is unknown: the terminal has not reported its specification',
      fr: '{symbol} est inconnu : le terminal n’a pas transmis sa spécification',
    },
  ],
  CONVERSION_RATE_MISSING: [
    {
      en: 'No quote of this account converts {from} to {to}',
      fr: 'Aucune cotation de ce compte ne convertit {from} en {to}',
    },
  ],
  SPECIFICATION_INCONSISTENT: [
    {
      en: '{symbol}: the broker reports a tick value of {reported}, its contract says {expected}',
      fr: '{symbol} : le courtier annonce {reported} par tick, son contrat donne {expected}',
    },
  ],
  MARKET_CLOSED: [
    {
      en: 'The market of {symbol} is closed',
      fr: 'Le marché de {symbol} est fermé',
    },
  ],
  SPREAD_TOO_WIDE: [
    {
      en: 'The spread of {symbol} is {spread}, more than {max_multiple} times its usual {usual_spread}',
      fr: 'L’écart de {symbol} est de {spread}, plus de {max_multiple} fois les {usual_spread} habituels',
    },
    {
      en: 'The usual spread of {symbol} is not known',
      fr: 'L’écart habituel de {symbol} n’est pas connu',
    },
  ],

  // The signal.
  INPUT_OUT_OF_RANGE: [
    {
      en: '{field} has an impossible value: {value}',
      fr: '{field} a une valeur impossible : {value}',
    },
  ],
  SIGNAL_TIME_OUT_OF_RANGE: [
    {
      en: 'The signal is {age_seconds} s old; an opening signal may be at most {max_age_seconds} s old',
      fr: 'Le signal date de {age_seconds} s ; une ouverture peut dater de {max_age_seconds} s au plus',
    },
    {
      en: 'The signal is dated {ahead_seconds} s in the future; {max_ahead_seconds} s are allowed',
      fr: 'Le signal est daté {ahead_seconds} s dans le futur ; {max_ahead_seconds} s sont permises',
    },
  ],
  DUPLICATE_SIGNAL: [
    {
      en: '{symbol} was opened on the same side {age_seconds} s ago; {min_gap_seconds} s must pass',
      fr: '{symbol} a été ouvert dans le même sens il y a {age_seconds} s ; attendez {min_gap_seconds} s',
    },
  ],
  INVALID_STOPS: [
    {
      en: 'A {side} at {entry} needs its stop loss on the losing side, not at {stop_loss}',
      fr: 'Un {side} à {entry} veut son stop du côté perdant, pas à {stop_loss}',
    },
    {
      en: 'A {side} at {entry} needs its take profit on the winning side, not at {take_profit}',
      fr: 'Un {side} à {entry} veut son objectif du côté gagnant, pas à {take_profit}',
    },
    {
      en: 'The {which} is {distance} away from the entry; {min_distance} is the least allowed',
      fr: '{which} est à {distance} du prix d’entrée ; {min_distance} est le minimum permis',
    },
    {
      en: 'The {which} {value} is not on the price grid of {tick_size}',
      fr: '{which} {value} n’est pas sur la grille de prix de {tick_size}',
    },
    {
      en: 'The signal has no stop loss: its risk cannot be limited',
      fr: 'Le signal n’a pas de stop : son risque ne peut pas être limité',
    },
  ],
  PRICE_OUT_OF_COLLAR: [
    {
      en: 'The entry {entry} is {deviation_percent} % away from the market at {reference}; {max_percent} % is allowed',
      fr: 'L’entrée {entry} est à {deviation_percent} % du marché à {reference} ; {max_percent} % sont permis',
    },
    {
      en: 'The market price of {symbol} is {age_seconds} s old; {max_age_seconds} s are allowed',
      fr: 'Le prix de marché de {symbol} date de {age_seconds} s ; {max_age_seconds} s sont permises',
    },
    {
      en: 'There is no market price of {symbol} to compare the entry with',
      fr: 'Aucun prix de marché de {symbol} auquel comparer l’entrée',
    },
  ],
  RISK_REWARD_TOO_LOW: [
    {
      en: 'The target is {reward_risk} times the risk; at least {min_reward_risk} is wanted',
      fr: 'L’objectif vaut {reward_risk} fois le risque ; {min_reward_risk} au moins est demandé',
    },
  ],
  CONFIDENCE_TOO_LOW: [
    {
      en: 'The signal’s confidence is {confidence}; at least {min_confidence} is wanted',
      fr: 'La confiance du signal est de {confidence} ; {min_confidence} au moins est demandée',
    },
    {
      en: 'The signal states no confidence; at least {min_confidence} is wanted',
      fr: 'Le signal n’indique pas de confiance ; {min_confidence} au moins est demandée',
    },
  ],

  // The size.
  RISK_SETTING_INVALID: [
    {
      en: 'The risk setting {setting} has an impossible value: {value}',
      fr: 'Le réglage de risque {setting} a une valeur impossible : {value}',
    },
  ],
  RISK_BUDGET_EXHAUSTED: [
    {
      en: 'Nothing is left to risk: {risk_money} {currency} of a base of {base} {currency}',
      fr: 'Il ne reste rien à risquer : {risk_money} {currency} sur une base de {base} {currency}',
    },
  ],
  SOURCE_TRADE_MISSING: [
    {
      en: 'The signal mirrors no trade whose {missing} is known: it cannot be sized from its source',
      fr: 'Le signal ne reflète aucun trade dont {missing} est connu : impossible d’en déduire la taille',
    },
  ],
  VOLUME_BELOW_MINIMUM: [
    {
      en: '{risk_money} {currency} allow {volume} lots; the minimum of {volume_min} lots would risk {minimum_risk} {currency}',
      fr: '{risk_money} {currency} permettent {volume} lots ; le minimum de {volume_min} lots risquerait {minimum_risk} {currency}',
    },
    {
      en: 'The volume of {volume} lots ({limited_by}) is below the minimum of {volume_min} lots',
      fr: 'Le volume de {volume} lots ({limited_by}) est sous le minimum de {volume_min} lots',
    },
  ],
  VOLUME_LIMIT_REACHED: [
    {
      en: '{open_volume} lots of {symbol} are open on this side; the broker allows {volume_limit}',
      fr: '{open_volume} lots de {symbol} sont ouverts dans ce sens ; le courtier en permet {volume_limit}',
    },
  ],
  VOLUME_EXCEEDS_MAXIMUM: [
    {
      en: 'A volume of {volume} lots is above the limit of {volume_max} lots',
      fr: 'Un volume de {volume} lots dépasse la limite de {volume_max} lots',
    },
  ],
  NOTIONAL_EXCEEDS_MAXIMUM: [
    {
      en: 'The order is worth {notional} {currency}; {max_notional} {currency} is the limit',
      fr: 'L’ordre vaut {notional} {currency} ; la limite est de {max_notional} {currency}',
    },
  ],
  MARGIN_INSUFFICIENT: [
    {
      en: '{volume} lots need a margin of {required} {currency}; {available} {currency} may be used',
      fr: '{volume} lots demandent une marge de {required} {currency} ; {available} {currency} sont utilisables',
    },
    {
      en: 'The margin level would fall to {margin_level_percent} %; {min_percent} % is the least allowed',
      fr: 'Le niveau de marge tomberait à {margin_level_percent} % ; {min_percent} % est le minimum permis',
    },
  ],

  // The account's limits.
  ORDER_RATE_EXCEEDED: [
    {
      en: '{count} orders in {window_seconds} s; {max_count} are allowed',
      fr: '{count} ordres en {window_seconds} s ; {max_count} sont permis',
    },
  ],
  MAX_OPEN_POSITIONS: [
    {
      en: '{open} positions of {symbol} are open or on their way; {max_open} are allowed',
      fr: '{open} positions de {symbol} sont ouvertes ou en route ; {max_open} sont permises',
    },
    {
      en: '{open} positions are open or on their way; {max_open} are allowed',
      fr: '{open} positions sont ouvertes ou en route ; {max_open} sont permises',
    },
  ],
  AGGREGATE_RISK_EXCEEDED: [
    {
      en: 'All stops together would cost {total_risk} {currency}; {max_risk} {currency} is the limit',
      fr: 'Tous les stops ensemble coûteraient {total_risk} {currency} ; la limite est de {max_risk} {currency}',
    },
    {
      en: '{positions} open positions have no stop loss: the open risk has no bound',
      fr: '{positions} positions ouvertes n’ont pas de stop : le risque ouvert est sans borne',
    },
  ],
  DAILY_LOSS_LIMIT: [
    {
      en: 'The equity of {equity} {currency} is at or under today’s floor of {floor} {currency}',
      fr: 'Les fonds propres de {equity} {currency} sont au plancher du jour de {floor} {currency} ou dessous',
    },
    {
      en: 'The loss of the day is {day_loss} {currency}; {max_loss} {currency} is the limit',
      fr: 'La perte du jour est de {day_loss} {currency} ; la limite est de {max_loss} {currency}',
    },
    {
      en: 'The balance at the start of the day is not known',
      fr: 'Le solde du début de journée n’est pas connu',
    },
  ],
  TOTAL_LOSS_LIMIT: [
    {
      en: 'The equity of {equity} {currency} is at or under the floor of {floor} {currency}',
      fr: 'Les fonds propres de {equity} {currency} sont au plancher de {floor} {currency} ou dessous',
    },
  ],
  STRATEGY_THROTTLED: [
    {
      en: 'The source {source} is locked until a person releases it: {reason}',
      fr: 'La source {source} est bloquée jusqu’à ce qu’une personne la libère : {reason}',
    },
    {
      en: '{count} executions of one source in {window_seconds} s; {max_count} are allowed',
      fr: '{count} exécutions d’une source en {window_seconds} s ; {max_count} sont permises',
    },
    {
      en: '{stop_outs} stopped trades of one source in {window_seconds} s; {max_stop_outs} are allowed',
      fr: '{stop_outs} trades stoppés d’une source en {window_seconds} s ; {max_stop_outs} sont permis',
    },
  ],
  OPPOSITE_POSITION: [
    {
      en: 'An opposite position of {opposite_volume} lots of {symbol} is open, and the account does not hedge',
      fr: 'Une position inverse de {opposite_volume} lots de {symbol} est ouverte, et le compte ne couvre pas',
    },
  ],
  UNKNOWN_ORDERS_PENDING: [
    {
      en: 'The fate of {unknown} orders is not known yet: nothing new is opened until it is',
      fr: 'Le sort de {unknown} ordres n’est pas encore connu : rien n’est ouvert d’ici là',
    },
  ],
  BOOK_DRIFT: [
    {
      en: 'The books differ from the terminal’s by {difference} lots of {symbol}',
      fr: 'Les livres diffèrent du terminal de {difference} lots de {symbol}',
    },
  ],

  // The order.
  ORDER_EXPIRED: [
    {
      en: 'The order expired {late_seconds} s ago',
      fr: 'L’ordre a expiré il y a {late_seconds} s',
    },
  ],

  // Closing.
  NOTHING_TO_CLOSE: [
    {
      en: 'No open {side} position of {symbol} was found',
      fr: 'Aucune position {side} ouverte de {symbol} n’a été trouvée',
    },
  ],
} as const satisfies Record<string, readonly Sentence[]>;

export type DenialCode = keyof typeof DENIALS;

export const DENIAL_CODES = Object.keys(DENIALS) as readonly DenialCode[];
