import { NumberInput, type NumberInputProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat } from '../format/format';

/** A number as the reader's language writes it; a point and a comma are both taken. */
export function NumberField(props: NumberInputProps): ReactNode {
  const { decimalMark } = useFormat();
  return <NumberInput decimalSeparator={decimalMark} allowedDecimalSeparators={['.', ',']} {...props} />;
}
