import { type Scenario } from '../scenario';
import { delivery } from './delivery';
import { throughput } from './throughput';

/** By the letter under which each is asked for. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  a: throughput,
  b: delivery,
};
