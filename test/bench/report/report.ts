import { type Machine } from '../machine';
import { type Finding } from '../scenario';

/** Everything that one run of the bench has to tell. */
export interface Report {
  readonly sizes: string;
  readonly seconds: number;
  readonly machine: Machine;
  readonly findings: readonly Finding[];
}
