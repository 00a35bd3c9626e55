import { type Sentence } from './language';

/**
 * The steps of a sizing, each with its full sentence and what the one-sentence summary says of it.
 * A form is used when all the values it mentions are there; a step without a brief form is not in the summary.
 */
export const LEDGER_SENTENCES = {
  SPECIFICATION: {
    full: [
      {
        en: 'Contract of {symbol} as its terminal reports it',
        fr: 'Contrat de {symbol} tel que son terminal le transmet',
      },
    ],
    brief: [],
  },
  CATALOGUE_SPECIFICATION: {
    full: [
      {
        en: 'Usual contract of {symbol}: the terminal has not reported its own',
        fr: 'Contrat usuel de {symbol} : le terminal n’a pas transmis le sien',
      },
    ],
    brief: [{ en: 'usual contract of {symbol}', fr: 'contrat usuel de {symbol}' }],
  },
  BASE: {
    full: [
      {
        en: 'Balance {balance} {currency}, equity {equity} {currency}, {open_risk} {currency} at risk already: the base is {base} {currency}',
        fr: 'Solde {balance} {currency}, fonds propres {equity} {currency}, {open_risk} {currency} déjà en risque : la base est {base} {currency}',
      },
      {
        en: 'Balance {balance} {currency}, equity {equity} {currency}: the base is {base} {currency}',
        fr: 'Solde {balance} {currency}, fonds propres {equity} {currency} : la base est {base} {currency}',
      },
    ],
    brief: [],
  },
  RISK_MONEY: {
    full: [
      {
        en: '{risk_percent} % of {base} {currency} = {risk_money} {currency}',
        fr: '{risk_percent} % de {base} {currency} = {risk_money} {currency}',
      },
    ],
    brief: [
      {
        en: '{risk_percent} % of {base} {currency} = {risk_money} {currency}',
        fr: '{risk_percent} % de {base} {currency} = {risk_money} {currency}',
      },
    ],
  },
  FIXED_MONEY: {
    full: [
      {
        en: '{fixed_money} {currency} per trade: {risk_money} {currency}',
        fr: '{fixed_money} {currency} par trade : {risk_money} {currency}',
      },
    ],
    brief: [
      {
        en: '{fixed_money} {currency} per trade → {risk_money} {currency}',
        fr: '{fixed_money} {currency} par trade → {risk_money} {currency}',
      },
    ],
  },
  CONFIDENCE: {
    full: [
      {
        en: 'Confidence {confidence}: × {factor} = {risk_money} {currency}',
        fr: 'Confiance {confidence} : × {factor} = {risk_money} {currency}',
      },
      {
        en: 'No confidence stated: × {factor} = {risk_money} {currency}',
        fr: 'Aucune confiance indiquée : × {factor} = {risk_money} {currency}',
      },
    ],
    brief: [
      {
        en: '× {factor} by confidence = {risk_money} {currency}',
        fr: '× {factor} selon la confiance = {risk_money} {currency}',
      },
    ],
  },
  HEADROOM: {
    full: [
      {
        en: '{headroom} {currency} are left above the floor of {floor} {currency} when every stop is hit: {risk_money} {currency}',
        fr: 'Il reste {headroom} {currency} au-dessus du plancher de {floor} {currency} si tous les stops sont touchés : {risk_money} {currency}',
      },
    ],
    brief: [
      {
        en: '{headroom} {currency} left above the floor → {risk_money} {currency}',
        fr: '{headroom} {currency} au-dessus du plancher → {risk_money} {currency}',
      },
    ],
  },
  IMPOSED_STOP: {
    full: [
      {
        en: 'The signal has no stop: {lots} lots lose {risk_money} {currency} at {imposed_stop}',
        fr: 'Le signal n’a pas de stop : {lots} lot perd {risk_money} {currency} à {imposed_stop}',
      },
    ],
    brief: [
      {
        en: 'stop imposed at {imposed_stop}',
        fr: 'stop imposé à {imposed_stop}',
      },
    ],
  },
  WITHOUT_STOP: {
    full: [
      {
        en: 'The signal has no stop: {lots} lots, whose risk has no bound',
        fr: 'Le signal n’a pas de stop : {lots} lot, dont le risque est sans borne',
      },
    ],
    brief: [
      { en: 'no stop: {lots} lots, risk without bound', fr: 'sans stop : {lots} lot, risque sans borne' },
    ],
  },
  INTENDED_LOTS: {
    full: [
      {
        en: '{lots_per} lots per {per} {currency} of {base} {currency}: {intended} lots',
        fr: '{lots_per} lot par {per} {currency} de {base} {currency} : {intended} lot',
      },
      {
        en: 'Source {source_volume} lots × {equity} ÷ {source_equity} × contract {contract_ratio} = {intended} lots',
        fr: 'Source {source_volume} lot × {equity} ÷ {source_equity} × contrat {contract_ratio} = {intended} lot',
      },
      {
        en: 'Source {source_volume} lots × {factor} × contract {contract_ratio} = {intended} lots',
        fr: 'Source {source_volume} lot × {factor} × contrat {contract_ratio} = {intended} lot',
      },
      { en: 'Fixed volume of {intended} lots', fr: 'Volume fixe de {intended} lot' },
    ],
    brief: [
      {
        en: '{lots_per} lots per {per} {currency} = {intended} lots',
        fr: '{lots_per} lot par {per} {currency} = {intended} lot',
      },
      {
        en: 'source {source_volume} lots → {intended} lots',
        fr: 'source {source_volume} lot → {intended} lot',
      },
      { en: 'fixed {intended} lots', fr: '{intended} lot fixe' },
    ],
  },
  MINIMUM_LOT: {
    full: [
      {
        en: '{raw} lots are below the minimum: {volume_min} lots risk {minimum_risk} {currency}, at most {up_to} times what was intended',
        fr: '{raw} lot est sous le minimum : {volume_min} lot risque {minimum_risk} {currency}, au plus {up_to} fois le risque voulu',
      },
    ],
    brief: [
      {
        en: 'minimum of {volume_min} lots, risking {minimum_risk} {currency}',
        fr: 'minimum de {volume_min} lot, pour un risque de {minimum_risk} {currency}',
      },
    ],
  },
  LOSS_PER_LOT: {
    full: [
      {
        en: '{ticks} ticks × {tick_value} {currency} + {commission} {currency} commission = {loss_per_lot} {currency} per lot',
        fr: '{ticks} ticks × {tick_value} {currency} + {commission} {currency} de commission = {loss_per_lot} {currency} par lot',
      },
      {
        en: '{ticks} ticks × {tick_value} {currency} = {loss_per_lot} {currency} per lot',
        fr: '{ticks} ticks × {tick_value} {currency} = {loss_per_lot} {currency} par lot',
      },
    ],
    brief: [
      {
        en: '{ticks} ticks × {tick_value} {currency} + {commission} {currency} commission',
        fr: '{ticks} ticks × {tick_value} {currency} + {commission} {currency} de commission',
      },
      {
        en: '{ticks} ticks × {tick_value} {currency}',
        fr: '{ticks} ticks × {tick_value} {currency}',
      },
    ],
  },
  SIZED: {
    full: [
      {
        en: '{risk_money} ÷ {loss_per_lot} = {raw}, on steps of {step} lots: {sized} lots',
        fr: '{risk_money} ÷ {loss_per_lot} = {raw}, par pas de {step} lot : {sized} lot',
      },
    ],
    brief: [{ en: ' → {sized} lots', fr: ' → {sized} lot' }],
  },
  LIMIT: {
    full: [
      {
        en: '{requested} lots were asked for, which is less',
        fr: '{requested} lot était demandé, c’est moins',
      },
      {
        en: 'The account opens at most {account_maximum} lots at once',
        fr: 'Le compte ouvre au plus {account_maximum} lot à la fois',
      },
      {
        en: 'The symbol allows at most {symbol_maximum} lots per order',
        fr: 'Le symbole permet au plus {symbol_maximum} lot par ordre',
      },
      {
        en: 'The symbol allows {volume_limit} lots on one side; {left} are left',
        fr: 'Le symbole permet {volume_limit} lot d’un côté ; il en reste {left}',
      },
      {
        en: 'The free margin carries {margin_lots} lots',
        fr: 'La marge libre permet {margin_lots} lot',
      },
    ],
    brief: [
      { en: '{requested} asked for → {volume} lots', fr: '{requested} demandé → {volume} lot' },
      {
        en: 'account maximum {account_maximum} → {volume} lots',
        fr: 'maximum du compte {account_maximum} → {volume} lot',
      },
      {
        en: 'symbol maximum {symbol_maximum} → {volume} lots',
        fr: 'maximum du symbole {symbol_maximum} → {volume} lot',
      },
      {
        en: 'symbol limit {volume_limit}, {left} left → {volume} lots',
        fr: 'limite du symbole {volume_limit}, reste {left} → {volume} lot',
      },
      {
        en: 'free margin carries {margin_lots} → {volume} lots',
        fr: 'la marge libre permet {margin_lots} → {volume} lot',
      },
    ],
  },
  MARGIN: {
    full: [
      {
        en: 'Margin {margin} {currency} of {available} {currency} that may be used',
        fr: 'Marge {margin} {currency} sur {available} {currency} utilisables',
      },
    ],
    brief: [],
  },
  MARGIN_UNCHECKED: {
    full: [{ en: 'The margin was not checked: {reason}', fr: 'La marge n’a pas été vérifiée : {reason}' }],
    brief: [{ en: 'margin not checked ({reason})', fr: 'marge non vérifiée ({reason})' }],
  },
  VOLUME: {
    full: [
      {
        en: '{sized} lots by risk, {requested} asked for: {volume} lots, which risk {risk_at_stop} {currency}',
        fr: '{sized} lot selon le risque, {requested} demandé : {volume} lot, pour un risque de {risk_at_stop} {currency}',
      },
      {
        en: '{volume} lots, which risk {risk_at_stop} {currency}',
        fr: '{volume} lot, pour un risque de {risk_at_stop} {currency}',
      },
      { en: '{volume} lots without a stop', fr: '{volume} lot sans stop' },
    ],
    brief: [],
  },
} as const satisfies Record<string, { full: readonly Sentence[]; brief: readonly Sentence[] }>;

export type LedgerStep = keyof typeof LEDGER_SENTENCES;
