const LOOK_EVERY_MS = 500;

/**
 * Calls `listener` when npm is gone that started us. npm hands a signal to its shell only, and the shell dies
 * without a word to us: we would go on unseen, and keep the port.
 */
export function onNpmGone(listener: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, LOOK_EVERY_MS);
  timer.unref();
}
