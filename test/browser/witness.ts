/** Under this name of the global object a test file leaves what is to be called when one of its tests fails. */
export const WITNESS = 'rubi:witness';

/** Calls back with the name of each test of this file that fails, before anything is cleared away. */
export function onFailure(look: (test: string) => Promise<void>): void {
  (globalThis as Record<string, unknown>)[WITNESS] = look;
}
