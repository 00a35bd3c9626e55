import { createRequire } from 'node:module';
import { getMetadataStorage, type ValidationTypes } from 'class-validator';

/**
 * Reads valid input into a DTO in one pass.
 *
 * class-transformer and class-validator look up their rules anew for every message, and copy it several times on the
 * way. Here the rules of a class are looked up once and become a plan. It says nothing but "this is valid, here is the
 * instance": whatever is wrong, or has a rule that is not understood here, goes the long way, which also words the
 * refusal. So both ways accept and refuse the same, and a test holds them to it for every DTO of the house.
 */
export type QuickReader = (input: object) => object | undefined;

type DtoClass = new () => object;
type Check = (object: object, value: unknown) => boolean;
type Change = (value: unknown, input: object) => unknown;

interface Field {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly mayBeAbsent: boolean;
  readonly checks: readonly Check[];
  /** How to read the objects within; undefined for a scalar. */
  readonly within: QuickReader | undefined;
}

const PLAIN_TO_CLASS = 0;
const NESTED: (typeof ValidationTypes)[keyof typeof ValidationTypes] = 'nestedValidation';
const CONDITIONAL = 'conditionalValidation';
const CUSTOM = 'customValidation';

/** What is used here of class-transformer's storage, which it does not export. */
interface TransformStorage {
  findTransformMetadatas(target: DtoClass, field: string, kind: number): TransformRule[];
  findTypeMetadata(
    target: DtoClass,
    field: string,
  ): { typeFunction?: () => DtoClass; options?: TypeOptions } | undefined;
  getExposedMetadatas(target: DtoClass): unknown[];
  getExcludedMetadatas(target: DtoClass): unknown[];
}
interface TransformRule {
  readonly options?: { readonly groups?: unknown; readonly since?: unknown; readonly until?: unknown };
  transformFn(params: { value: unknown; key: string; obj: object; type: number; options: object }): unknown;
}
interface TypeOptions {
  readonly discriminator?: unknown;
}

const { defaultMetadataStorage: transforms } = createRequire(__filename)('class-transformer/cjs/storage') as {
  defaultMetadataStorage: TransformStorage;
};
const validations = getMetadataStorage();

/** The reader of a class; undefined if one of its rules is not understood here. */
export function quickReaderOf(dto: DtoClass): QuickReader | undefined {
  if (transforms.getExposedMetadatas(dto).length + transforms.getExcludedMetadatas(dto).length > 0)
    return undefined;
  const rules = Object.entries(
    validations.groupByPropertyName(validations.getTargetValidationMetadatas(dto, '', false, false)),
  );
  const fields = new Map<string, Field>();
  for (const [name, ofField] of rules) {
    const field = fieldOf(dto, name, ofField);
    if (!field) return undefined;
    fields.set(name, field);
  }
  return fields.size === 0 ? undefined : (input) => read(dto, fields, input);
}

function read(dto: DtoClass, fields: ReadonlyMap<string, Field>, input: object): object | undefined {
  const instance = new dto() as Record<string, unknown>;
  for (const key of Object.keys(input)) {
    const field = fields.get(key);
    if (!field) return undefined;
    let value: unknown = (input as Record<string, unknown>)[key];
    if (typeof value === 'object' && value !== null) {
      value = readWithin(field, value);
      if (value === undefined) return undefined;
    }
    for (const change of field.changes) value = change(value, input);
    instance[key] = value;
  }
  for (const field of fields.values()) {
    const value = instance[field.name];
    if (field.mayBeAbsent && (value === undefined || value === null)) continue;
    if (field.within && (typeof value !== 'object' || value === null)) return undefined;
    for (const holds of field.checks) if (!holds(instance, value)) return undefined;
  }
  return instance;
}

function readWithin({ within }: Field, value: object): unknown {
  if (!within) return undefined;
  if (!Array.isArray(value)) return within(value);
  const items: object[] = [];
  for (const element of value as unknown[]) {
    if (typeof element !== 'object' || element === null || Array.isArray(element)) return undefined;
    const item = within(element);
    if (!item) return undefined;
    items.push(item);
  }
  return items;
}

type Rules = ReturnType<typeof validations.groupByPropertyName>[string];

function fieldOf(dto: DtoClass, name: string, rules: Rules): Field | undefined {
  const changes = transforms.findTransformMetadatas(dto, name, PLAIN_TO_CLASS);
  const type = transforms.findTypeMetadata(dto, name);
  const isNested = rules.some((rule) => rule.type === NESTED);
  const conditions = rules.filter((rule) => rule.type === CONDITIONAL);
  const customs = rules.filter((rule) => rule.type === CUSTOM);
  const isUnderstood =
    conditions.length + customs.length + (isNested ? 1 : 0) === rules.length &&
    conditions.every((rule) => rule.name === 'isOptional') &&
    customs.every(isPlain) &&
    changes.every(({ options = {} }) => !options.groups && !options.since && !options.until) &&
    isNested === (type?.typeFunction !== undefined) &&
    !type?.options?.discriminator;
  if (!isUnderstood) return undefined;
  const within = isNested && type?.typeFunction ? quickReaderOf(type.typeFunction()) : undefined;
  if (isNested && !within) return undefined;
  return {
    name,
    changes: changes.map(
      (rule) => (value, input) =>
        rule.transformFn({ value, key: name, obj: input, type: PLAIN_TO_CLASS, options: {} }),
    ),
    mayBeAbsent: conditions.length > 0,
    checks: customs.flatMap((rule) => checksOf(dto, rule)),
    within,
  };
}

/** The library's types promise groups that its constructor may leave undefined. */
function isPlain({ each, validateIf, groups }: Rules[number]): boolean {
  return !each && !validateIf && ((groups as string[] | undefined) ?? []).length === 0;
}

function checksOf(dto: DtoClass, rule: Rules[number]): Check[] {
  return validations.getTargetValidatorConstraints(rule.constraintCls).map(({ instance }) => {
    const { propertyName: property, constraints } = rule;
    return (object, value) =>
      instance.validate(value, { targetName: dto.name, property, object, value, constraints }) === true;
  });
}
