import { type Machine, type Moment } from '../machine';
import { type Finding } from '../scenario';

/** A finding, with the run that it is from. */
export interface Measured extends Finding, Moment {
  readonly sizes: string;
  readonly seconds: number;
}

/** Everything that the bench has to tell of a machine. */
export interface Report {
  readonly machine: Machine;
  readonly findings: readonly Measured[];
}
