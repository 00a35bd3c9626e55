import { type JournalEntry, type JournalStore, MemoryJournalStore } from '../terminal/journal';

/** The disk of a terminal's computer: it survives the terminal, and may be put back to what it was. */
export class DeskJournal implements JournalStore {
  readonly instanceId = new MemoryJournalStore().instanceId;
  private entries: JournalEntry[] = [];

  read(): readonly JournalEntry[] {
    return [...this.entries];
  }

  append(entry: JournalEntry): void {
    this.entries.push(entry);
  }

  /** The computer is restored from a copy of a while ago. */
  putBack(entries: number): void {
    this.entries.splice(Math.max(0, this.entries.length - entries));
  }
}
