import { type Scenario } from '../scenario';
import { delivery } from './delivery';
import { fanOut } from './fan-out';
import { growth } from './growth';
import { overload } from './overload';
import { history } from './history';
import { sockets } from './sockets';
import { startUp } from './start-up';
import { terminals } from './terminals';
import { throughput } from './throughput';

/** By the letter under which each is asked for. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  a: throughput,
  b: delivery,
  c: terminals,
  d: fanOut,
  e: growth,
  f: startUp,
  g: sockets,
  h: overload,
  i: history,
};
