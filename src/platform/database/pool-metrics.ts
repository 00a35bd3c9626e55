import { DataSource } from 'typeorm';
import { sampledGaugeBy } from '../metrics/sampled-gauge';

/** What is relied upon of pg's pool, which TypeORM keeps to itself. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** How busy this process's connections are. `waiting` above 0 for long: the pool, or the database, is too small. */
export const poolMetric = sampledGaugeBy({
  name: 'rubi_database_pool_connections',
  help: 'Connections of this process that are busy or idle, and callers that wait for one',
  label: 'state',
  values: ['busy', 'idle', 'waiting'],
  source: DataSource,
  sample: (dataSource) => {
    const { totalCount, idleCount, waitingCount } = (dataSource.driver as unknown as { master: Pool }).master;
    return Promise.resolve(
      new Map([
        ['busy', totalCount - idleCount],
        ['idle', idleCount],
        ['waiting', waitingCount],
      ]),
    );
  },
});
