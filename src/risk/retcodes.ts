import { type Sentence } from './language';

/**
 * What a return code of the trade server proves, and what follows from it.
 *
 * - DONE: accepted or executed; the deals tell how much.
 * - RETRY: refused for its price; the terminal may send again within the order's time and deviation.
 * - BACK_OFF: refused for now; the terminal waits before it sends again.
 * - DEFINITIVE: refused for good; sending the same again is useless.
 * - AMBIGUOUS: it may have been executed; never sent again before the terminal's books are read.
 * - ALREADY: nothing was left to do; the books are read to learn what is so.
 */
export type RetcodeClass = 'DONE' | 'RETRY' | 'BACK_OFF' | 'DEFINITIVE' | 'AMBIGUOUS' | 'ALREADY';

export interface Retcode {
  readonly code: number;
  /** MetaTrader's name without TRADE_RETCODE_. */
  readonly name: string;
  readonly class: RetcodeClass;
  /** A CLOSE stays due after this refusal: it is sent again when the obstacle may be gone. */
  readonly closeWaits: boolean;
  readonly meaning: Sentence;
}

function row(
  code: number,
  name: string,
  retcodeClass: RetcodeClass,
  en: string,
  fr: string,
  closeWaits = false,
): Retcode {
  return { code, name, class: retcodeClass, closeWaits, meaning: { en, fr } };
}

/** ENUM_TRADE_RETURN_CODES. Definitive only where the server's answer proves that nothing was executed. */
export const RETCODES: readonly Retcode[] = [
  row(10004, 'REQUOTE', 'RETRY', 'The price has moved', 'Le prix a changé', true),
  row(10006, 'REJECT', 'DEFINITIVE', 'The broker rejected the request', 'Le courtier a rejeté la demande'),
  row(10007, 'CANCEL', 'DEFINITIVE', 'The trader cancelled the request', 'Le trader a annulé la demande'),
  row(10008, 'PLACED', 'DONE', 'The order is placed', 'L’ordre est placé'),
  row(10009, 'DONE', 'DONE', 'The request is executed', 'La demande est exécutée'),
  row(10010, 'DONE_PARTIAL', 'DONE', 'The request is executed in part', 'La demande est exécutée en partie'),
  row(10011, 'ERROR', 'AMBIGUOUS', 'The server failed on the request', 'Le serveur a échoué sur la demande'),
  row(
    10012,
    'TIMEOUT',
    'AMBIGUOUS',
    'The server did not answer in time',
    'Le serveur n’a pas répondu à temps',
  ),
  row(10013, 'INVALID', 'DEFINITIVE', 'The request is invalid', 'La demande est invalide'),
  row(10014, 'INVALID_VOLUME', 'DEFINITIVE', 'The volume is invalid', 'Le volume est invalide'),
  row(10015, 'INVALID_PRICE', 'DEFINITIVE', 'The price is invalid', 'Le prix est invalide'),
  row(10016, 'INVALID_STOPS', 'DEFINITIVE', 'The stops are invalid', 'Les stops sont invalides'),
  row(10017, 'TRADE_DISABLED', 'DEFINITIVE', 'Trading is disabled', 'Le trading est désactivé', true),
  row(10018, 'MARKET_CLOSED', 'DEFINITIVE', 'The market is closed', 'Le marché est fermé', true),
  row(10019, 'NO_MONEY', 'DEFINITIVE', 'The margin is not sufficient', 'La marge est insuffisante'),
  row(10020, 'PRICE_CHANGED', 'RETRY', 'The price has changed', 'Le prix a changé', true),
  row(10021, 'PRICE_OFF', 'RETRY', 'There is no price now', 'Il n’y a pas de prix pour l’instant', true),
  row(10022, 'INVALID_EXPIRATION', 'DEFINITIVE', 'The expiration is invalid', 'L’expiration est invalide'),
  row(10023, 'ORDER_CHANGED', 'AMBIGUOUS', 'The order’s state has changed', 'L’état de l’ordre a changé'),
  row(
    10024,
    'TOO_MANY_REQUESTS',
    'BACK_OFF',
    'There were too many requests',
    'Il y a eu trop de demandes',
    true,
  ),
  row(10025, 'NO_CHANGES', 'ALREADY', 'The request changes nothing', 'La demande ne change rien'),
  row(
    10026,
    'SERVER_DISABLES_AT',
    'DEFINITIVE',
    'The broker has switched automatic trading off',
    'Le courtier a désactivé le trading automatique',
    true,
  ),
  row(
    10027,
    'CLIENT_DISABLES_AT',
    'DEFINITIVE',
    'Automatic trading is switched off in the terminal',
    'Le trading automatique est désactivé dans le terminal',
    true,
  ),
  // locked: the server is working on the very request, so it may still execute it
  row(
    10028,
    'LOCKED',
    'AMBIGUOUS',
    'The request is being processed',
    'La demande est en cours de traitement',
  ),
  row(
    10029,
    'FROZEN',
    'BACK_OFF',
    'The order or position is frozen',
    'L’ordre ou la position est gelé',
    true,
  ),
  row(
    10030,
    'INVALID_FILL',
    'DEFINITIVE',
    'The filling mode is not supported',
    'Le mode d’exécution n’est pas pris en charge',
  ),
  row(10031, 'CONNECTION', 'AMBIGUOUS', 'The terminal is not connected', 'Le terminal n’est pas connecté'),
  row(10032, 'ONLY_REAL', 'DEFINITIVE', 'Only live accounts may do this', 'Réservé aux comptes réels'),
  row(
    10033,
    'LIMIT_ORDERS',
    'DEFINITIVE',
    'The number of pending orders is at its limit',
    'Le nombre d’ordres en attente est à sa limite',
  ),
  row(
    10034,
    'LIMIT_VOLUME',
    'DEFINITIVE',
    'The volume of the symbol is at its limit',
    'Le volume du symbole est à sa limite',
  ),
  row(10035, 'INVALID_ORDER', 'DEFINITIVE', 'The type of order is invalid', 'Le type d’ordre est invalide'),
  row(10036, 'POSITION_CLOSED', 'ALREADY', 'The position is closed already', 'La position est déjà fermée'),
  row(
    10038,
    'INVALID_CLOSE_VOLUME',
    'DEFINITIVE',
    'The volume to close exceeds the position',
    'Le volume à fermer dépasse la position',
    true,
  ),
  row(
    10039,
    'CLOSE_ORDER_EXIST',
    'ALREADY',
    'A closing order exists already',
    'Un ordre de fermeture existe déjà',
  ),
  row(
    10040,
    'LIMIT_POSITIONS',
    'DEFINITIVE',
    'The number of positions is at its limit',
    'Le nombre de positions est à sa limite',
  ),
  row(
    10041,
    'REJECT_CANCEL',
    'DEFINITIVE',
    'The pending order was not activated and is cancelled',
    'L’ordre en attente n’a pas été activé et est annulé',
  ),
  row(10042, 'LONG_ONLY', 'DEFINITIVE', 'Only long positions are allowed', 'Seuls les achats sont permis'),
  row(
    10043,
    'SHORT_ONLY',
    'DEFINITIVE',
    'Only short positions are allowed',
    'Seules les ventes sont permises',
  ),
  row(10044, 'CLOSE_ONLY', 'DEFINITIVE', 'Only closing is allowed', 'Seules les fermetures sont permises'),
  row(
    10045,
    'FIFO_CLOSE',
    'DEFINITIVE',
    'Positions must be closed oldest first',
    'Les positions se ferment de la plus ancienne à la plus récente',
  ),
  row(
    10046,
    'HEDGE_PROHIBITED',
    'DEFINITIVE',
    'Opposite positions are prohibited',
    'Les positions inverses sont interdites',
  ),
];

const BY_CODE = new Map(RETCODES.map((retcode) => [retcode.code, retcode]));

/** The row of a code; undefined for one that MetaTrader's list does not have. */
export function retcodeOf(code: number): Retcode | undefined {
  return BY_CODE.get(code);
}

/** What a code proves. No answer (0, −1) and a code nobody knows prove nothing. */
export function retcodeClass(code: number | null): RetcodeClass {
  return (code === null ? undefined : BY_CODE.get(code)?.class) ?? 'AMBIGUOUS';
}
