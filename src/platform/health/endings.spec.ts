import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Endings } from './endings';

@Injectable()
class Quick implements OnModuleDestroy {
  ended = 0;

  onModuleDestroy(): void {
    this.ended += 1;
  }
}

@Injectable()
class Stuck implements OnApplicationShutdown {
  onApplicationShutdown(): Promise<void> {
    return new Promise(() => undefined);
  }
}

describe('the end of a process', () => {
  async function close(providers: (typeof Quick | typeof Stuck)[], limitMs: number): Promise<Quick> {
    const app = await Test.createTestingModule({
      // Known under two names, it still ends once.
      providers: [...providers, { provide: 'ALIAS', useExisting: Quick }],
    }).compile();
    const endings = new Endings();
    endings.watch(app);
    const quick = app.get(Quick);
    await endings.within(
      limitMs,
      endings.during('the application', () => app.close()),
    );
    return quick;
  }

  it('waits for every provider, and tells each once', async () => {
    expect((await close([Quick], 5_000)).ended).toBe(1);
  });

  it('is not kept by one that never ends, and names it', async () => {
    await expect(close([Quick, Stuck], 50)).rejects.toThrow(
      'waiting for the application, Stuck.onApplicationShutdown.',
    );
  });
});
