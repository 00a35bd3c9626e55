import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** Told when the drain begins, and how long it lasts: whoever stays longer is shut out after it. */
export type Leaving = (withinMs: number) => void;

/**
 * The time between being told to stop and closing the doors. Everything is still served, and everybody is asked to go:
 * a connection that a caller keeps for its next request cannot be closed without the risk that this request is on its
 * way, so its next answer says that it is the last.
 */
@Injectable()
export class Drain {
  private readonly rooms: Leaving[] = [];
  private begun = false;

  get isOn(): boolean {
    return this.begun;
  }

  /** For rooms whose connections never end by themselves. */
  onBegin(leaving: Leaving): void {
    this.rooms.push(leaving);
  }

  async run(forMs: number): Promise<void> {
    this.begun = true;
    if (forMs === 0) return;
    for (const leaving of this.rooms) leaving(forMs);
    await pause(forMs);
  }
}
