/** Named places where a test kills this process: `S` on a signal's way in, `O` on an order's way out. */
export type FailpointName = 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'O1' | 'O2' | 'O5' | 'O6';

/** `S3:12` in RUBI_FAILPOINTS dies at the twelfth passing of S3. */
function armedPoints(): Map<string, number> {
  const { NODE_ENV, RUBI_FAILPOINTS } = process.env;
  if (NODE_ENV !== 'test' || RUBI_FAILPOINTS === undefined || RUBI_FAILPOINTS === '') return new Map();
  return new Map(
    RUBI_FAILPOINTS.split(',').map((text) => {
      const [name = '', passings = '1'] = text.split(':');
      return [name, Number(passings)];
    }),
  );
}

function armed(): (name: FailpointName) => void {
  const points = armedPoints();
  if (points.size === 0) return () => undefined;
  return (name) => {
    const left = points.get(name);
    if (left === undefined) return;
    points.set(name, left - 1);
    if (left <= 1) process.kill(process.pid, 'SIGKILL');
  };
}

/**
 * Dies here without a word, as a power cut does, if a test has asked for it. Everywhere but under NODE_ENV=test this is
 * an empty function.
 */
export const failpoint = armed();
