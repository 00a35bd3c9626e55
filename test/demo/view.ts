import { type Happening, type Progress } from './progress';

/** What the demo shows while it runs. */
export interface View {
  show(happenings: readonly Happening[], progress: Progress): void;
  /** Leaves the console as it was found. */
  close(): void;
}
