import { join } from 'node:path';
import { type Settings } from '../platform/config/configuration';
import { EmbeddedPostgres } from '../platform/database/embedded/embedded-postgres';
import { explainFailure } from '../platform/errors/explain-failure';
import { type Finding, wrong } from './finding';
import { lookAtDatabase } from './look-at-database';
import { lookAtMachine } from './look-at-machine';
import { lookAtNetwork } from './look-at-network';
import { lookAtReceivers } from './look-at-receivers';
import { lookAtRedis } from './look-at-redis';

/** Looks at everything an installation needs. It changes nothing, but starts the embedded database if nobody has. */
export async function examine(settings: Settings): Promise<Finding[]> {
  return [
    ...lookAtMachine(settings),
    ...(await lookAtNetwork(settings)),
    ...(settings.database.embedded ? await lookAtEmbedded(settings) : await lookAtDatabase(settings)),
    await lookAtRedis(settings.redisUrl, settings.roles),
    ...(await lookAtReceivers(settings)),
  ];
}

async function lookAtEmbedded(settings: Settings): Promise<Finding[]> {
  try {
    const postgres = await EmbeddedPostgres.start({ dataDirectory: settings.dataDirectory });
    try {
      return await lookAtDatabase({ ...settings, database: { ...settings.database, url: postgres.url } });
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    return [
      wrong(
        'database',
        explainFailure(error),
        `do as it says; if that is not enough, read the last lines of ${join(settings.dataDirectory, 'postgres/server.log')}`,
      ),
    ];
  }
}

const MARKS = { well: 'ok   ', absent: '-    ', odd: 'odd  ', wrong: 'WRONG' } as const;

/** One line per finding, its remedy below it. */
export function report(findings: readonly Finding[]): string {
  const wrongs = findings.filter(({ state }) => state === 'wrong').length;
  const odds = findings.filter(({ state }) => state === 'odd').length;
  const lines = findings.flatMap(({ state, about, says, remedy }) => [
    `${MARKS[state]}  ${about}: ${says}`,
    ...(remedy === undefined ? [] : [`         → ${remedy}`]),
  ]);
  const sum = wrongs + odds === 0 ? 'All is well.' : `${wrongs} wrong, ${odds} odd.`;
  return `${lines.join('\n')}\n\n${sum}\n`;
}
