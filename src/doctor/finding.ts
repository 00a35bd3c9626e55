/** What the doctor says about one thing. */
export interface Finding {
  readonly state: 'well' | 'odd' | 'wrong' | 'absent';
  readonly about: string;
  readonly says: string;
  /** What to do about it, to the letter. Every finding that is odd or wrong has one. */
  readonly remedy?: string;
}

export function well(about: string, says: string): Finding {
  return { state: 'well', about, says };
}

/** Not configured, and not missed. */
export function absent(about: string, says: string): Finding {
  return { state: 'absent', about, says };
}

/** It works, but somebody will be sorry. */
export function odd(about: string, says: string, remedy: string): Finding {
  return { state: 'odd', about, says, remedy };
}

export function wrong(about: string, says: string, remedy: string): Finding {
  return { state: 'wrong', about, says, remedy };
}
