/** The process was told to end, and something did not. It is shown without a stack: the end is not where the cause is. */
export class LateEndError extends Error {
  constructor(withinMs: number, waitedFor: readonly string[]) {
    super(
      `Not everything ended within ${withinMs / 1000} s, the process goes without waiting for ${waitedFor.join(', ')}. ` +
        'What was accepted is in the database.',
    );
    this.name = 'LateEndError';
  }
}
