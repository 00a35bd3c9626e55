import { createTheme, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eef1ff',
  '#dfe4ff',
  '#c3ccff',
  '#a3b0fd',
  '#8391f8',
  '#6674ee',
  '#4a56da',
  '#3c46bb',
  '#313a97',
  '#292f76',
];

/** Slightly blue, so that neither theme looks dirty beside the accent. */
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e4e7ec',
  '#d3d8e0',
  '#b3bac6',
  '#8c95a4',
  '#5d6675',
  '#454d5b',
  '#2c333e',
  '#181d25',
];

const dark: MantineColorsTuple = [
  '#e3e6eb',
  '#bcc3ce',
  '#9aa3b1',
  '#6d7686',
  '#424a58',
  '#323946',
  '#252b36',
  '#171b22',
  '#10131a',
  '#0b0d12',
];

const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffdfdf',
  '#fcbcbc',
  '#f89595',
  '#f47373',
  '#e84f4f',
  '#cf2f2f',
  '#b32424',
  '#921c1c',
  '#741616',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, gray, dark, red },
  white: '#ffffff',
  black: '#151920',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.84375rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '18px' },
  headings: { fontWeight: '640' },
});
