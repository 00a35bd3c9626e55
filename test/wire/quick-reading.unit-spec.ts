import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import fc from 'fast-check';
import { readContractExamples } from '../../src/platform/http/openapi/contract-examples';
import { quickReaderOf } from '../../src/platform/http/quick-reading';
import { ReceiveSignalDto } from '../../src/signals/dto/receive-signal.dto';
import { SyncDto } from '../../src/sync/dto/sync.dto';

type DtoClass = new () => object;

const SOURCES = join(__dirname, '../../src');
const thorough = new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true });

/** Every class of the house that checks its fields. */
function allDtos(): DtoClass[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\/dto\/[\w.-]+(?<!spec)\.ts$/.test(`/${file}`),
  );
  const storage = getMetadataStorage();
  const exported = files.flatMap((file) =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- every file of the folder, whatever its name
    Object.values(require(join(SOURCES, file)) as Record<string, unknown>),
  );
  return exported.filter(
    (value): value is DtoClass =>
      typeof value === 'function' && storage.getTargetValidationMetadatas(value, '', false, false).length > 0,
  );
}

/** All objects of all requests in contract/, those within others too: something of each kind of message. */
function objectsOfTheContract(): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) found.push(value as Record<string, unknown>);
    for (const inner of Object.values(value)) collect(inner);
  };
  for (const [name, message] of readContractExamples()) if (name.endsWith('.request')) collect(message);
  return found;
}

async function readThoroughly(dto: DtoClass, input: object): Promise<object | undefined> {
  try {
    return (await thorough.transform(structuredClone(input), { type: 'body', metatype: dto })) as object;
  } catch {
    return undefined;
  }
}

const dtos = allDtos();
const samples = objectsOfTheContract();
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    '',
    'BUY',
    'EURUSD',
    '2025-10-23T10:00:00Z',
    '0.1',
    0,
    -1,
    1,
    1.1,
    1e-9,
    1e12,
    true,
    [],
    {},
  ),
  fc.constantFrom(...samples),
  fc.array(fc.constantFrom(...samples), { maxLength: 2 }),
);

describe('reading quickly', () => {
  it('finds the messages of the house', () => {
    expect(dtos.length).toBeGreaterThan(15);
    expect(samples.length).toBeGreaterThan(15);
  });

  it.each(dtos.map((dto) => [dto.name, dto] as const))(
    'accepts what reading thoroughly accepts, and makes the same of it: %s',
    async (_, dto) => {
      const quick = quickReaderOf(dto);
      if (!quick) return; // has a rule that only the long way understands
      const known = [
        ...new Set(
          getMetadataStorage()
            .getTargetValidationMetadatas(dto, '', false, false)
            .map((rule) => rule.propertyName),
        ),
      ];
      const closest = samples
        .map((sample) => ({
          sample,
          common: Object.keys(sample).filter((key) => known.includes(key)).length,
        }))
        .sort((a, b) => b.common - a.common)
        .slice(0, 4)
        .map(({ sample }) => sample);
      const change = fc.tuple(
        fc.constantFrom(...known, 'unknown', 'toString'),
        fc.option(anything, { nil: undefined }),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...closest),
          fc.array(change, { maxLength: 3 }),
          async (sample, changes) => {
            const input: Record<string, unknown> = Object.fromEntries(
              Object.entries(sample).filter(([key]) => known.includes(key)),
            );
            for (const [key, value] of changes) {
              if (value === undefined) Reflect.deleteProperty(input, key);
              else input[key] = value;
            }
            const read = quick(structuredClone(input));
            if (!read) return; // the long way decides, and words the refusal
            const expected = await readThoroughly(dto, input);
            expect(read).toEqual(expected);
            expect(read).toBeInstanceOf(dto);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it.each([
    ['signals/signal.seed.request', ReceiveSignalDto],
    ['signals/signal.request', ReceiveSignalDto],
    ['signals/close-signal.request', ReceiveSignalDto],
    ['mt5/sync.request', SyncDto],
    ['mt5/sync.idle.request', SyncDto],
  ])('is how %s is read, which comes thousands of times a second', async (name, dto) => {
    const message = readContractExamples().get(name) as object;
    const read = quickReaderOf(dto)?.(structuredClone(message));
    expect(read).toBeDefined();
    expect(read).toEqual(await readThoroughly(dto, message));
  });
});
