import { proveFaster } from './faster-proof';

/** What the harness starts instead of `main`: the same program, after what a run needs to be different. */
async function main(): Promise<void> {
  proveFaster();
  const without = process.env['CHAOS_WITHOUT'] ?? '';
  if (without !== '') {
    const { switchOff } = await import('./backend-protections.js');
    switchOff(without.split(','));
  }
  await import('../../src/main.js');
}

void main();
