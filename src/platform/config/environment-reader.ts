export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment is wrong: says everything that is wrong with it at once. */
export class ConfigurationError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/** Reads variables one by one and collects what is wrong with them. An empty variable counts as absent. */
export class EnvironmentReader {
  private readonly faults: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** Notes a fault; the value read so far is used on, so that the next faults are found too. */
  fault(message: string): void {
    this.faults.push(message);
  }

  text(name: string): string | null {
    const value = this.environment[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  /** A whole number in a range, ends included. */
  whole(name: string, range: { min: number; max: number }): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value;
    this.fault(`${name} must be a whole number from ${range.min} to ${range.max}, not "${text}"`);
    return null;
  }

  /** A part of a whole, from 0 to 1. */
  ratio(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = Number(text);
    if (value >= 0 && value <= 1) return value;
    this.fault(`${name} must be a number from 0 to 1, not "${text}"`);
    return null;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const found = allowed.find((value) => value.toLowerCase() === text.toLowerCase());
    if (found === undefined) this.fault(`${name} must be one of ${allowed.join(', ')}, not "${text}"`);
    return found ?? null;
  }

  /** A JSON array of strings, or the same separated by commas. */
  list(name: string): readonly string[] | null {
    const text = this.text(name);
    if (text === null) return null;
    if (!text.startsWith('[')) return text.split(',').map((item) => item.trim());
    const items = parseJson(text);
    if (Array.isArray(items) && items.every((item) => typeof item === 'string')) return items;
    this.fault(`${name} must be a JSON array of strings, such as ["https://app.example.com"]`);
    return null;
  }

  /** A URL with one of these schemes. Its password is never repeated in a fault. */
  url(name: string, schemes: readonly string[]): string | null {
    const text = this.text(name);
    if (text === null) return null;
    const scheme = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : '';
    if (schemes.includes(scheme)) return text;
    this.fault(`${name} must be a URL that begins with ${schemes.map((s) => `${s}://`).join(' or ')}`);
    return null;
  }

  /** @throws ConfigurationError if anything was wrong. */
  finish(): void {
    if (this.faults.length > 0) throw new ConfigurationError(this.faults);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
