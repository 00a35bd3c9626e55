import { d, eurusd, xauusd } from '../../test/support/risk-samples';
import { calcModeOf } from './calc-mode';
import { missingReferenceData, type SymbolSpec } from './symbol-spec';

describe('missingReferenceData', () => {
  it('finds nothing missing in a sound contract', () => {
    expect(missingReferenceData(eurusd())).toBeNull();
    expect(missingReferenceData(xauusd({ currencyBase: '', tickValueLoss: d(0) }))).toBeNull();
  });

  it.each<[string, Partial<SymbolSpec>]>([
    ['calc_mode', { calcMode: 'SERV_COLLATERAL' }],
    ['point', { point: d(0) }],
    ['tick_size', { tickSize: d(NaN) }],
    ['contract_size', { contractSize: d(-1) }],
    ['tick_value_loss', { tickValueLoss: d(0) }],
    ['volume_min', { volumeMin: d(0) }],
    ['volume_min', { volumeMin: d('1e-9') }],
    ['volume_step', { volumeStep: d(Infinity) }],
    ['volume_step', { volumeStep: d(2e6) }],
    ['volume_max', { volumeMax: d('0.001') }],
    ['volume_limit', { volumeLimit: d(-1) }],
    ['stops_level_points', { stopsLevelPoints: -1 }],
    ['stops_level_points', { stopsLevelPoints: 0.5 }],
    ['currency_base', { currencyBase: '' }],
    ['currency_profit', { currencyProfit: '' }],
  ])('names %s for %j', (missing, changes) => {
    expect(missingReferenceData(eurusd(changes))).toBe(missing);
  });
});

describe('calcModeOf', () => {
  it.each([
    ['FOREX', 'FOREX'],
    ['SYMBOL_CALC_MODE_CFDLEVERAGE', 'CFDLEVERAGE'],
    ['CFD_LEVERAGE', 'CFDLEVERAGE'],
    ['forex_no_leverage', 'FOREX_NO_LEVERAGE'],
    ['EXCH_FUTURES_FORTS', 'EXCH_FUTURES_FORTS'],
    ['EXCH_BONDS', null],
    ['', null],
    ['toString', null],
  ])('reads %s as %s', (text, mode) => {
    expect(calcModeOf(text)).toBe(mode);
  });
});
