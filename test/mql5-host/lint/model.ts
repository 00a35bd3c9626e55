import { type Api } from '../api/api';
import {
  type EnumDeclaration,
  type FunctionDeclaration,
  type Program,
  type RecordDeclaration,
} from '../language/tree';
import { place, type Type, value } from './types';

/** All that a program and the built-in API declare, by name. */
export class Model {
  readonly records = new Map<string, RecordDeclaration>();
  readonly enums = new Map<string, EnumDeclaration>();
  readonly functions = new Map<string, FunctionDeclaration[]>();
  /** Functions and methods that have a body. */
  readonly bodies: FunctionDeclaration[] = [];
  private readonly globals = new Map<string, Type>();

  constructor(
    readonly program: Program,
    readonly api: Api,
  ) {
    for (const source of [api.program, program]) this.read(source);
    for (const declaration of program.declarations) {
      const inside = declaration.kind === 'record' ? declaration.members : [declaration];
      for (const one of inside) if (one.kind === 'function' && one.body !== null) this.bodies.push(one);
    }
  }

  global(name: string): Type | undefined {
    return this.globals.get(name);
  }

  isEnum(type: Type): boolean {
    return this.enums.has(type.name);
  }

  isRecord(type: Type): boolean {
    return this.records.has(type.name) && !type.isArray;
  }

  /** A member variable, looked for in the bases as well. */
  field(record: string, name: string): Type | undefined {
    for (const member of this.membersOf(record)) {
      if (member.kind !== 'variable') continue;
      const found = member.declarators.find((declarator) => declarator.name === name);
      if (found) return place(member.type.name, found.extent);
    }
    return undefined;
  }

  methods(record: string, name: string): FunctionDeclaration[] {
    return this.membersOf(record).filter(
      (member): member is FunctionDeclaration => member.kind === 'function' && member.name === name,
    );
  }

  isKindOf(record: string, base: string): boolean {
    for (let name: string | null = record; name !== null; name = this.records.get(name)?.base ?? null) {
      if (name === base) return true;
    }
    return false;
  }

  /** Whether a class or structure has a constructor of its own: then it has no `{…}` to start with. */
  hasConstructor({ name, members }: RecordDeclaration): boolean {
    return members.some((member) => member.kind === 'function' && member.name === name);
  }

  private membersOf(record: string): RecordDeclaration['members'] {
    const own = this.records.get(record);
    if (!own) return [];
    return own.base === null ? own.members : [...own.members, ...this.membersOf(own.base)];
  }

  private read(program: Program): void {
    for (const declaration of program.declarations) {
      if (declaration.kind === 'enum') {
        this.enums.set(declaration.name, declaration);
        for (const { name } of declaration.items) this.globals.set(name, value(declaration.name));
      } else if (declaration.kind === 'record') this.records.set(declaration.name, declaration);
      else if (declaration.kind === 'variable') {
        for (const { name, extent } of declaration.declarators) {
          this.globals.set(name, place(declaration.type.name, extent));
        }
      } else if (declaration.kind === 'function' && declaration.owner === null) {
        this.functions.set(declaration.name, [...(this.functions.get(declaration.name) ?? []), declaration]);
      }
    }
  }
}
