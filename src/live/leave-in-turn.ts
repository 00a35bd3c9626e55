/** Asks lines to go one by one, at random moments of the time there is: those that go together come back together. */
export function leaveInTurn<L>(lines: Iterable<L>, withinMs: number, leave: (line: L) => void): void {
  for (const line of lines) setTimeout(leave, Math.random() * withinMs, line).unref();
}
