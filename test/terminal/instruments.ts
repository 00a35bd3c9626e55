export type CalcMode = 'FOREX' | 'CFDLEVERAGE';
export type Filling = 'FOK' | 'IOC' | 'RETURN';

/** What the simulated broker trades. Decimal quantities are written as text; ticks and points are whole numbers. */
export interface Instrument {
  readonly symbol: string;
  readonly digits: number;
  readonly tickSize: string;
  readonly contractSize: string;
  readonly calcMode: CalcMode;
  readonly currencyBase: string;
  readonly currencyProfit: string;
  readonly currencyMargin: string;
  readonly volumeMin: string;
  readonly volumeMax: string;
  readonly volumeStep: string;
  readonly stopsLevelPoints: number;
  readonly fillings: readonly Filling[];
  readonly startBid: string;
  readonly spreadTicks: number;
  /** Standard deviation of one second's move. Livelier than a real market: a demo of a minute must show something. */
  readonly ticksPerSecond: number;
  /** Per lot and side, in the account's currency. */
  readonly commissionPerLot: string;
  /** Per lot and night, in the account's currency. */
  readonly swapLong: string;
  readonly swapShort: string;
}

const forex = {
  digits: 5,
  tickSize: '0.00001',
  contractSize: '100000',
  calcMode: 'FOREX',
  volumeMin: '0.01',
  volumeMax: '100',
  volumeStep: '0.01',
  stopsLevelPoints: 0,
  fillings: ['FOK', 'IOC'],
  spreadTicks: 2,
  ticksPerSecond: 12,
  commissionPerLot: '3.50',
  swapLong: '-6.20',
  swapShort: '1.90',
} as const;

export const INSTRUMENTS: readonly Instrument[] = [
  {
    ...forex,
    symbol: 'EURUSD',
    currencyBase: 'EUR',
    currencyProfit: 'USD',
    currencyMargin: 'EUR',
    startBid: '1.10000',
  },
  {
    ...forex,
    symbol: 'GBPUSD',
    currencyBase: 'GBP',
    currencyProfit: 'USD',
    currencyMargin: 'GBP',
    startBid: '1.27000',
    spreadTicks: 4,
    swapLong: '-3.10',
    swapShort: '-2.40',
  },
  {
    ...forex,
    symbol: 'USDJPY',
    digits: 3,
    tickSize: '0.001',
    currencyBase: 'USD',
    currencyProfit: 'JPY',
    currencyMargin: 'USD',
    startBid: '150.000',
    spreadTicks: 3,
    swapLong: '8.40',
    swapShort: '-16.10',
  },
  {
    ...forex,
    symbol: 'EURJPY',
    digits: 3,
    tickSize: '0.001',
    currencyBase: 'EUR',
    currencyProfit: 'JPY',
    currencyMargin: 'EUR',
    startBid: '165.000',
    spreadTicks: 6,
    swapLong: '5.20',
    swapShort: '-12.70',
  },
  {
    ...forex,
    symbol: 'XAUUSD',
    digits: 2,
    tickSize: '0.01',
    contractSize: '100',
    calcMode: 'CFDLEVERAGE',
    currencyBase: 'XAU',
    currencyProfit: 'USD',
    currencyMargin: 'USD',
    volumeMax: '50',
    startBid: '4100.00',
    spreadTicks: 25,
    ticksPerSecond: 40,
    swapLong: '-38.00',
    swapShort: '14.00',
  },
  {
    ...forex,
    symbol: 'DE40',
    digits: 1,
    tickSize: '0.1',
    contractSize: '1',
    calcMode: 'CFDLEVERAGE',
    currencyBase: 'EUR',
    currencyProfit: 'EUR',
    currencyMargin: 'EUR',
    volumeMin: '0.1',
    volumeMax: '200',
    volumeStep: '0.1',
    startBid: '24000.0',
    spreadTicks: 12,
    ticksPerSecond: 25,
    commissionPerLot: '0',
    swapLong: '-3.00',
    swapShort: '0.50',
  },
];
