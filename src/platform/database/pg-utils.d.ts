/** What pg's own cursors use of it; its typings do not list it. */
declare module 'pg/lib/utils' {
  /** A parameter as text, a Buffer, or null. */
  export function prepareValue(value: unknown): string | Buffer | null;
}
