import { type Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { type AdmissionGate } from './admission-gate';

/** So many connections, one in each turn of the event loop, are a queue. */
const QUEUE = 10;
/** Turns that are shorter than this on average let more than a hundred in per second: the queue is soon gone. */
const LONG_TURN_MS = 10;

/**
 * Tells the gate when callers wait at the door. Node accepts one connection in each turn of its event loop; the longer the
 * turns, because so much is under way, the longer the system keeps those who have not been let in yet, and no clock of
 * ours sees them wait. A connection in every turn means that there is always another one.
 */
export function watchDoor(server: Server, gate: AdmissionGate): void {
  let lastTurn = 0;
  let inARow = 0;
  let sinceMs = 0;
  server.on('connection', () => {
    const turn = performance.nodeTiming.uvMetricsInfo.loopCount;
    if (turn - lastTurn > 1) inARow = 0;
    lastTurn = turn;
    if (inARow++ === 0) sinceMs = performance.now();
    if (inARow <= QUEUE) return;
    if (performance.now() - sinceMs > QUEUE * LONG_TURN_MS) gate.shrink();
    inARow = 0;
  });
}
