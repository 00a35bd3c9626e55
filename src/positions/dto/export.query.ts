import { ApiProperty, PickType } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsOneOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { HistoryQuery } from './history.query';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Separator = keyof typeof SEPARATORS;

/** Between whole numbers and fractions. */
export const DECIMAL_MARKS = { point: '.', comma: ',' } as const;
export type DecimalMark = keyof typeof DECIMAL_MARKS;

/** `GET /trading/trades/export?format=csv&separator=semicolon&bom=true`: filtered as a list is, and not by pages. */
export class ExportQuery extends PickType(HistoryQuery, ['account_id', 'symbol', 'from', 'to']) {
  /** `csv` unless said otherwise. */
  @IsOneOf(EXPORT_FORMATS)
  @MayBeAbsent()
  readonly format?: ExportFormat;

  /** Between the columns: `comma` unless said otherwise; spreadsheets of many countries want `semicolon`. */
  @IsOneOf(Object.keys(SEPARATORS))
  @MayBeAbsent()
  readonly separator?: Separator;

  /** In CSV: `point` unless said otherwise; where spreadsheets want `semicolon` they mostly want `comma` here. */
  @IsOneOf(Object.keys(DECIMAL_MARKS))
  @MayBeAbsent()
  readonly decimal?: DecimalMark;

  /** `true`: begin with a byte order mark, by which Excel knows UTF-8. */
  @Transform(({ value }: TransformFnParams): unknown => String(value))
  @IsOneOf(['true', 'false'])
  @ApiProperty({ enum: ['true', 'false'] })
  @MayBeAbsent()
  readonly bom?: string;
}
