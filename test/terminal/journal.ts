import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { type Command, type ReconcileItem, type Report } from './wire';

/** A report as it is kept: its age is told when it is sent. */
export type KeptReport = Omit<Report, 'age_ms'> & { readonly atMs: number };

/**
 * What the terminal knows of one command.
 *
 * - RECEIVED: nothing was sent. It may be sent, within its time to live.
 * - SENDING: OrderSend was about to be called, or has been. It is never called again for this command.
 * - DONE: the outcome is known.
 */
export interface JournalEntry {
  readonly orderId: string;
  readonly magic: string;
  readonly action: Command['action'];
  readonly volume: number | null;
  readonly state: 'RECEIVED' | 'SENDING' | 'DONE';
  readonly report: KeptReport | null;
  /** Whether the backend has answered a message that carried the report. */
  readonly acknowledged: boolean;
}

/** Where the journal survives a crash of the terminal. */
export interface JournalStore {
  /**
   * The installation, as the backend knows it. It lies with the journal: who loses the one loses the other, and comes
   * back as a stranger, whose "never sent" proves nothing.
   */
  readonly instanceId: string;
  read(): readonly JournalEntry[];
  /** Returns only when the entry would survive: OrderSend comes after. */
  append(entry: JournalEntry): void;
}

/** Survives the terminal, not the process: what a test keeps between two terminals. */
export class MemoryJournalStore implements JournalStore {
  readonly instanceId = newInstanceId();
  private readonly entries: JournalEntry[] = [];

  read(): readonly JournalEntry[] {
    return this.entries;
  }

  append(entry: JournalEntry): void {
    this.entries.push(entry);
  }
}

/** One line of JSON per entry, flushed to the disk. A half-written line was never acted upon, and is ignored. */
export class FileJournalStore implements JournalStore {
  readonly instanceId: string;

  constructor(private readonly path: string) {
    const known = this.lines().find((line): line is Installation => 'instanceId' in line);
    this.instanceId = known?.instanceId ?? newInstanceId();
    if (!known) this.write({ instanceId: this.instanceId });
  }

  read(): readonly JournalEntry[] {
    return this.lines().filter((line): line is JournalEntry => 'orderId' in line);
  }

  append(entry: JournalEntry): void {
    this.write(entry);
  }

  private lines(): (JournalEntry | Installation)[] {
    if (!existsSync(this.path)) return [];
    return readFileSync(this.path, 'utf8').split('\n').flatMap(parsed);
  }

  private write(line: JournalEntry | Installation): void {
    const file = openSync(this.path, 'a');
    try {
      // The line break comes first: what a crash cut off stays a line of its own.
      writeSync(file, `\n${JSON.stringify(line)}`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

interface Installation {
  readonly instanceId: string;
}

function newInstanceId(): string {
  return randomBytes(16).toString('hex');
}

function parsed(line: string): (JournalEntry | Installation)[] {
  try {
    return [JSON.parse(line) as JournalEntry | Installation];
  } catch {
    return [];
  }
}

/** The write-ahead journal of commands: the last entry of an order is what holds. */
export class Journal {
  private readonly entries = new Map<string, JournalEntry>();

  constructor(private readonly store: JournalStore) {
    for (const entry of store.read()) this.entries.set(entry.orderId, entry);
  }

  of(orderId: string): JournalEntry | undefined {
    return this.entries.get(orderId);
  }

  /** Commands that may or may not have been executed. */
  inDoubt(): JournalEntry[] {
    return [...this.entries.values()].filter(({ state }) => state === 'SENDING');
  }

  /** Reports that the backend may not have. */
  unacknowledged(): KeptReport[] {
    return [...this.entries.values()].flatMap(({ report, acknowledged }) =>
      report && !acknowledged ? [report] : [],
    );
  }

  write(entry: JournalEntry): void {
    this.store.append(entry);
    this.entries.set(entry.orderId, entry);
  }

  acknowledge(reportId: string): void {
    for (const entry of this.entries.values()) {
      if (entry.report?.report_id === reportId && !entry.acknowledged) {
        this.write({ ...entry, acknowledged: true });
      }
    }
  }
}

export function entryOf(command: Command, state: JournalEntry['state']): JournalEntry {
  return {
    orderId: command.order_id,
    magic: command.magic,
    action: command.action,
    volume: command.volume,
    state,
    report: null,
    acknowledged: false,
  };
}

/** An order of which the terminal knows the name only. */
export function unsent(item: ReconcileItem): JournalEntry {
  return {
    orderId: item.order_id,
    magic: item.magic,
    action: item.action,
    volume: null,
    state: 'RECEIVED',
    report: null,
    acknowledged: false,
  };
}
