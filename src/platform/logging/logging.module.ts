import { Global, Module } from '@nestjs/common';
import { Configuration } from '../config/configuration';
import { openLog } from './log';

/** Token of the process's log. Rooms do not need it: `new Logger('Room')` of @nestjs/common ends in the same log. */
export const LOG = Symbol('LOG');

@Global()
@Module({
  providers: [
    { provide: LOG, inject: [Configuration], useFactory: ({ log }: Configuration) => openLog(log) },
  ],
  exports: [LOG],
})
export class LoggingModule {}
