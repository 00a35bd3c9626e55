import { setTimeout as pause } from 'node:timers/promises';
import { type Random } from '../terminal/random';
import { type Desk } from './desk';
import { type FaultCounts } from './fault-counts';
import { type Breakable, drawingLots } from './misdeeds';

const LONGEST_START_MS = 20_000;
const BETWEEN_LOOKS_MS = 200;

/** These count what they do themselves, for they may find nothing to do it to. */
const AT_DESKS: readonly ((desk: Desk) => void)[] = [
  (desk) => {
    desk.crash();
  },
  (desk) => {
    desk.takeOver();
  },
  (desk) => {
    desk.restore();
  },
  (desk) => {
    desk.dieInDoubt();
  },
  (desk) => {
    desk.closeByHand();
  },
  (desk) => {
    desk.setClockWrong();
  },
  (desk) => {
    desk.disturbNextOrder();
  },
];

/** Draws from the seed what to break next, breaks it, and waits until it is whole again. */
export class Mischief {
  private readonly drawn = drawingLots();

  constructor(
    private readonly broken: Breakable,
    private readonly random: Random,
    private readonly faults: FaultCounts,
  ) {}

  async run(stopped: () => boolean): Promise<void> {
    await Promise.all([this.breakThings(stopped), this.disturbDesks(stopped)]);
  }

  private async breakThings(stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      const { fault, commit } = this.random.pick(this.drawn);
      try {
        await commit(this.broken, this.random);
        this.faults.add(fault);
      } catch (error) {
        // One fault may make the next one impossible: a server that is down cannot be asked to end its sessions.
        this.faults.add(`${fault}, in vain: ${error instanceof Error ? error.message : String(error)}`);
      }
      await pause(500 + this.random.whole(1_000));
      await this.untilServing(stopped);
    }
  }

  /**
   * One whole failure after the other: on a slow machine a process takes its time to start, and one that is killed again
   * before it has done any work proves nothing.
   */
  private async untilServing(stopped: () => boolean): Promise<void> {
    const servers = [...this.broken.apis, this.broken.worker];
    for (let waited = 0; waited < LONGEST_START_MS && !stopped(); waited += BETWEEN_LOOKS_MS) {
      if (servers.every(({ isReady }) => isReady)) return;
      await pause(BETWEEN_LOOKS_MS);
    }
  }

  private async disturbDesks(stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      await pause(700 + this.random.whole(1_600));
      this.random.pick(AT_DESKS)(this.random.pick(this.broken.desks));
    }
  }
}
