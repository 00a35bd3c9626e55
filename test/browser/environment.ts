import { type Circus } from '@jest/types';
import NodeEnvironment from 'jest-environment-node';
import { WITNESS } from './witness';

/** Lets a test that fails be looked at before its pages close. */
export default class BrowserEnvironment extends NodeEnvironment {
  async handleTestEvent(event: Circus.Event): Promise<void> {
    if (event.name !== 'test_fn_failure' && event.name !== 'hook_failure') return;
    const witness = (this.global as Record<string, unknown>)[WITNESS] as
      ((test: string) => Promise<void>) | undefined;
    await witness?.(event.test?.name ?? 'before the tests');
  }
}
