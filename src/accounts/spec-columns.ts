import { Decimal } from '../money/quantity';
import { type SymbolSpec } from './symbol-spec';

type Reported = Exclude<keyof SymbolSpec, 'symbol'>;
type ColumnType = 'numeric' | 'integer' | 'text' | 'text[]';

/** Where each property of a specification is stored. The statements and the reading of rows are made from this table. */
export const SPEC_COLUMNS = {
  digits: ['digits', 'integer'],
  point: ['point', 'numeric'],
  tickSize: ['tick_size', 'numeric'],
  tickValueProfit: ['tick_value_profit', 'numeric'],
  tickValueLoss: ['tick_value_loss', 'numeric'],
  contractSize: ['contract_size', 'numeric'],
  volumeMin: ['volume_min', 'numeric'],
  volumeMax: ['volume_max', 'numeric'],
  volumeStep: ['volume_step', 'numeric'],
  volumeLimit: ['volume_limit', 'numeric'],
  stopsLevelPoints: ['stops_level_points', 'integer'],
  freezeLevelPoints: ['freeze_level_points', 'integer'],
  calcMode: ['calc_mode', 'text'],
  tradeMode: ['trade_mode', 'text'],
  executionMode: ['execution_mode', 'text'],
  fillingModes: ['filling_modes', 'text[]'],
  currencyBase: ['currency_base', 'text'],
  currencyProfit: ['currency_profit', 'text'],
  currencyMargin: ['currency_margin', 'text'],
  marginInitial: ['margin_initial', 'numeric'],
  marginMaintenance: ['margin_maintenance', 'numeric'],
  marginRateBuy: ['margin_rate_buy', 'numeric'],
  marginRateSell: ['margin_rate_sell', 'numeric'],
} as const satisfies Record<Reported, readonly [string, ColumnType]>;

const FIELDS = Object.entries(SPEC_COLUMNS) as [Reported, readonly [string, ColumnType]][];
const COLUMNS = FIELDS.map(([, [column]]) => column);

/** `$1` the account, `$2` the server's time, `$3` the specifications as a JSON array. */
export const STORE_SPECS = `
  INSERT INTO symbol_specs (account_id, reported_at, symbol, ${COLUMNS.join(', ')})
  SELECT $1, $2, reported.symbol, ${FIELDS.map(([property]) => `reported."${property}"`).join(', ')}
  FROM jsonb_to_recordset($3::jsonb) AS reported (
    symbol text, ${FIELDS.map(([property, [, type]]) => `"${property}" ${type}`).join(', ')})
  ORDER BY reported.symbol
  ON CONFLICT (account_id, symbol) DO UPDATE SET
    reported_at = excluded.reported_at, ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`;

/** Selects the properties above from `symbol_specs s`. */
export const SELECT_SPEC = FIELDS.map(([property, [column]]) => `s.${column} AS "${property}"`).join(', ');

/** The specification in a row of SELECT_SPEC: pg hands numerics over as strings. */
export function specOf(row: Readonly<Record<string, unknown>>): Omit<SymbolSpec, 'symbol'> {
  const spec = FIELDS.map(([property, [, type]]) => {
    const value = row[property];
    return [property, type === 'numeric' && typeof value === 'string' ? new Decimal(value) : value];
  });
  return Object.fromEntries(spec) as Omit<SymbolSpec, 'symbol'>;
}

/** All that such a row says of a contract, its symbol included: two that say the same have the same key. */
export function specKey(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([row['symbol'], ...FIELDS.map(([property]) => row[property])]);
}
