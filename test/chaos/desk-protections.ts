import { type Executor } from '../terminal/executor';
import { type Command } from '../terminal/wire';
import { type Terminal } from '../terminal/terminal';
import { type DeskJournal } from './desk-journal';
import { type Protection } from './protections';

interface Waiting {
  readonly command: Command;
  readonly deadlineMs: number | null;
}

/** What the executor keeps to itself. */
interface Inside {
  readonly open: (command: Command) => void;
  readonly close: (command: Command) => void;
  proceed: (waiting: Waiting) => void;
}

/** Those protections that are a part of the terminal. */
export function weaken(terminal: Terminal, without: ReadonlySet<Protection>): void {
  const { executor } = terminal;
  if (without.has('look')) sendBlindly(executor);
  if (without.has('deadline')) {
    const take = executor.take.bind(executor);
    executor.take = (command) => {
      take(command, null);
    };
  }
}

/** A terminal that keeps no journal knows nothing when it comes back. */
export function forget(journal: DeskJournal, without: ReadonlySet<Protection>): void {
  if (without.has('journal')) journal.putBack(Infinity);
}

function sendBlindly(executor: Executor): void {
  const inside = executor as unknown as Inside;
  inside.proceed = ({ command, deadlineMs }) => {
    if (deadlineMs !== null && performance.now() >= deadlineMs) return;
    if (command.action === 'OPEN') inside.open(command);
    else inside.close(command);
  };
}
