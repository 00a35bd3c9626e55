import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { lots, price } from '../../money/quantity';
import {
  IsFlag,
  IsId,
  IsInstant,
  IsOneOf,
  IsQuantity,
  IsSymbol,
  IsText,
  IsTicket,
  IsWhole,
  ListOf,
  MayBeAbsent,
} from './field-decorators';

class Leg {
  @IsSymbol() readonly symbol!: string;
}

class Everything {
  @MayBeAbsent() @IsSymbol() readonly symbol?: string;
  @MayBeAbsent() @IsText({ max: 10 }) readonly text?: string;
  @MayBeAbsent() @IsTicket() readonly ticket?: string;
  @MayBeAbsent() @IsQuantity(price) readonly price?: Decimal;
  @MayBeAbsent() @IsQuantity(lots) readonly volume?: Decimal;
  @MayBeAbsent() @IsInstant() readonly time?: Date;
  @MayBeAbsent() @IsWhole({ min: 1, max: 9 }) readonly whole?: number;
  @MayBeAbsent() @IsId() readonly id?: string;
  @MayBeAbsent() @IsOneOf(['BUY', 'SELL']) readonly side?: string;
  @MayBeAbsent() @IsFlag() readonly flag?: boolean;
  @MayBeAbsent() @ListOf(() => Leg, { max: 2 }) readonly legs?: readonly Leg[];
}

type Field = keyof Everything;

function check(fields: object): { read: Everything; faults: string[] } {
  const read = plainToInstance(Everything, fields);
  return {
    read,
    faults: validateSync(read, { whitelist: true, forbidNonWhitelisted: true }).map((e) => e.property),
  };
}

describe('the field checks', () => {
  it.each<[Field, unknown]>([
    ['symbol', 'EURUSD'],
    ['symbol', 'US30.cash#-+_'],
    ['symbol', 'US 500'],
    ['symbol', '[DJI30]'],
    ['symbol', 'BTC/USD'],
    ['symbol', '黄金'],
    ['symbol', 'X'],
    ['symbol', 'E'.repeat(32)],
    ['text', 'é 🤖 日本'],
    ['ticket', '18446744073709551615'],
    ['ticket', 123456789],
    ['price', 1.1],
    ['price', '1.10000'],
    ['price', 1e-8],
    ['price', '1E-5'],
    ['volume', 0],
    ['time', '2025-10-23T10:00:00Z'],
    ['time', '2024-02-29T23:59:59.123456789+05:30'],
    ['whole', 9],
    ['id', '0F9A2F0E-58B7-4F0B-9A66-5B7D1D8F3A20'],
    ['side', 'SELL'],
    ['flag', false],
    ['legs', [{ symbol: 'EURUSD' }]],
    ['legs', []],
  ])('accept %s = %j', (field, value) => {
    expect(check({ [field]: value }).faults).toEqual([]);
  });

  it.each<[Field, unknown]>([
    ['symbol', ''],
    ['symbol', 'EUR\0USD'],
    ['symbol', 'EUR\tUSD'],
    ['symbol', ' EURUSD'],
    ['symbol', 'EURUSD '],
    ['symbol', 'EUR\u00A0USD'],
    ['symbol', 'EUR\u202EUSD'],
    ['symbol', 'EUR\u200BUSD'],
    ['symbol', 'EUR📈'],
    ['symbol', 'E'.repeat(33)],
    ['symbol', ['EURUSD']],
    ['text', 'a\nb'],
    ['text', '\u202Egpj.exe'],
    ['text', 'a'.repeat(11)],
    ['text', ''],
    ['text', { toString: 'x' }],
    ['ticket', '18446744073709551616'],
    ['ticket', -1],
    ['ticket', 1.5],
    ['ticket', 2 ** 53],
    ['ticket', '0x10'],
    ['price', 0],
    ['price', -1.1],
    ['price', 1e-320],
    ['price', 1e-9],
    ['price', 1e12],
    ['price', '1e999999999'],
    ['price', '1e-999999999'],
    ['price', 'Infinity'],
    ['price', 'NaN'],
    ['price', '0x1F'],
    ['price', ' 1.1'],
    ['price', '1,1'],
    ['price', '1_1'],
    ['price', '.5'],
    ['price', ''],
    ['price', true],
    ['price', [1.1]],
    ['price', { refused: 1 }],
    ['volume', -0.01],
    ['volume', 1_000_001],
    ['time', '2025-10-23T10:00:00'],
    ['time', '2025-02-30T10:00:00Z'],
    ['time', '2025-02-29T10:00:00Z'],
    ['time', '2025.10.23 10:00:00'],
    ['time', '2025-10-23T24:00:00Z'],
    ['time', '2025-10-23T10:00:60Z'],
    ['time', '0000-01-01T00:00:00Z'],
    ['time', '9999-12-31T23:59:59Z'],
    ['time', 1_761_213_600],
    ['whole', 0],
    ['whole', 10],
    ['whole', 1.5],
    ['whole', '1'],
    ['whole', NaN],
    ['id', '0f9a2f0e'],
    ['id', 7],
    ['side', 'buy'],
    ['side', ['BUY']],
    ['flag', 'true'],
    ['flag', 0],
    ['legs', { 0: { symbol: 'EURUSD' } }],
    ['legs', [{ symbol: 'EURUSD' }, { symbol: 'EURUSD' }, { symbol: 'EURUSD' }]],
    ['legs', [{ symbol: 7 }]],
    ['legs', [[{ symbol: 'EURUSD' }]]],
    ['legs', ['EURUSD']],
    ['legs', [null]],
    ['legs', [{ symbol: 'EURUSD', extra: 1 }]],
  ])('refuse %s = %j', (field, value) => {
    expect(check({ [field]: value }).faults).toEqual([field]);
  });

  it('read the noise of double arithmetic as what was meant', () => {
    // 1.1 − 0.005 = 1.0950000000000002 in doubles
    expect(check({ price: 1.1 - 0.005 }).read.price?.toString()).toBe('1.095');
    // 0.1 + 0.2 = 0.30000000000000004
    expect(check({ volume: 0.1 + 0.2 }).read.volume?.toString()).toBe('0.3');
  });

  it('take every digit of a string for meant', () => {
    expect(check({ price: '1.0950000000000002' }).faults).toEqual(['price']);
  });

  it('keep a number with at most 8 decimals as it is', () => {
    const units = fc.bigInt({ min: 1n, max: 10n ** 15n });
    fc.assert(
      fc.property(units, (count) => {
        const amount = new Decimal(count.toString()).times('1e-8');
        expect(check({ price: Number(amount.toString()) }).read.price?.toFixed()).toBe(amount.toFixed());
      }),
    );
  });

  it('turn a safe integer into a ticket, an id into lower case and a time into a Date', () => {
    const { read } = check({
      ticket: 123,
      id: '0F9A2F0E-58B7-4F0B-9A66-5B7D1D8F3A20',
      time: '2025-10-23T10:00:00+02:00',
    });
    expect(read.ticket).toBe('123');
    expect(read.id).toBe('0f9a2f0e-58b7-4f0b-9a66-5b7d1d8f3a20');
    expect(read.time?.toISOString()).toBe('2025-10-23T08:00:00.000Z');
  });

  it('let null and absent fields pass', () => {
    const fields = ['symbol', 'text', 'ticket', 'price', 'time', 'whole', 'id', 'side', 'flag', 'legs'];
    expect(check(Object.fromEntries(fields.map((field) => [field, null]))).faults).toEqual([]);
    expect(check({}).faults).toEqual([]);
  });

  it('answer any value with a verdict, never with an exception', () => {
    const fields = fc.constantFrom<Field>(
      'symbol',
      'text',
      'ticket',
      'price',
      'volume',
      'time',
      'whole',
      'id',
      'side',
      'flag',
      'legs',
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 8 }),
      fc.double(),
      fc.double().map(String),
      fc.string({ unit: 'binary' }),
      fc.bigInt().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(fields, value, (field, anything) => {
        expect(Array.isArray(check({ [field]: anything }).faults)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
