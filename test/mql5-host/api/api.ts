import { join } from 'node:path';
import { HOST_SOURCES } from '../harness/places';
import { parseProgram } from '../language/parser';
import { type FunctionDeclaration, type Program } from '../language/tree';

/** The built-in API the host implements, read from `api.mqh`. */
export interface Api {
  readonly program: Program;
  readonly types: ReadonlySet<string>;
  readonly functions: ReadonlyMap<string, readonly FunctionDeclaration[]>;
  readonly constants: ReadonlyMap<string, string>;
}

let loaded: Api | null = null;

export function loadApi(): Api {
  loaded ??= readApi();
  return loaded;
}

function readApi(): Api {
  const file = join(HOST_SOURCES, 'api/api.mqh');
  const program = parseProgram(file, { includeDirectory: HOST_SOURCES, isApi: true });
  const types = new Set<string>();
  const functions = new Map<string, FunctionDeclaration[]>();
  const constants = new Map<string, string>();
  for (const declaration of program.declarations) {
    if (declaration.kind === 'enum') {
      types.add(declaration.name);
      for (const item of declaration.items) constants.set(item.name, declaration.name);
    } else if (declaration.kind === 'record') types.add(declaration.name);
    else if (declaration.kind === 'function') {
      functions.set(declaration.name, [...(functions.get(declaration.name) ?? []), declaration]);
    } else if (declaration.kind === 'variable') {
      for (const { name } of declaration.declarators) constants.set(name, declaration.type.name);
    }
  }
  return { program, types, functions, constants };
}
