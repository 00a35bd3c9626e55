/** The guard's answers, from the mildest. LOCKED: flattened before, and closed until the lock ends. */
export const GUARD_STEPS = ['CLEAR', 'WARN', 'REDUCE', 'BLOCK', 'FLATTEN', 'LOCKED'] as const;
export type GuardStep = (typeof GUARD_STEPS)[number];

export function isStricter(a: GuardStep, b: GuardStep): boolean {
  return GUARD_STEPS.indexOf(a) > GUARD_STEPS.indexOf(b);
}
