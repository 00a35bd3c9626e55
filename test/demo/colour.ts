export type Paint = (text: string) => string;

/** Colours of the console; without them where the user or the terminal does not want any. */
export interface Palette {
  readonly good: Paint;
  readonly bad: Paint;
  readonly dim: Paint;
  readonly strong: Paint;
}

export function palette(stream: { readonly isTTY?: boolean }): Palette {
  const { NO_COLOR: noColour, TERM: terminal } = process.env;
  // https://no-color.org: any value that is not empty.
  const plain = stream.isTTY !== true || (noColour !== undefined && noColour !== '') || terminal === 'dumb';
  const paint =
    (code: number): Paint =>
    (text) =>
      plain ? text : `\u001B[${code}m${text}\u001B[0m`;
  return { good: paint(32), bad: paint(31), dim: paint(2), strong: paint(1) };
}
