/**
 * Writes answers.json: what every route answers when it goes well, as JSON Schema, read from the return types of the
 * controllers (`signals_receive` is `SignalsController.receive`). The API's description takes its answers from there.
 * `npm run contract:http` after a change of an answer; a test fails while the file lags behind.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import ts from 'typescript';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const target = join(root, 'contract', 'http', 'answers.json');
const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);

const files = globSync('src/**/*.controller.ts', { cwd: root })
  .sort()
  .map((file) => join(root, file));
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, root);
const program = ts.createProgram(files, { ...options, incremental: false, tsBuildInfoFile: undefined });
const checker = program.getTypeChecker();
const schemas = {};
/** A name that is used is used for one declaration: another type of that name is written out in place. */
const owners = new Map();

function decoratorsOf(node) {
  return (ts.getDecorators(node) ?? []).map(({ expression }) =>
    ts.isCallExpression(expression) ? expression.expression.getText() : expression.getText(),
  );
}

function operations() {
  const found = {};
  for (const file of files) {
    ts.forEachChild(program.getSourceFile(file), (node) => {
      if (!ts.isClassDeclaration(node) || !decoratorsOf(node).includes('Controller')) return;
      const name = node.name.text.replace(/Controller$/, '');
      const room = name.charAt(0).toLowerCase() + name.slice(1);
      for (const member of node.members) {
        if (!ts.isMethodDeclaration(member) || !decoratorsOf(member).some((used) => ROUTES.has(used)))
          continue;
        const answer = checker.getAwaitedType(
          checker.getReturnTypeOfSignature(checker.getSignatureFromDeclaration(member)),
        );
        if (answer.flags & ts.TypeFlags.Void) continue;
        found[`${room}_${member.name.text}`] = schemaOf(answer);
      }
    });
  }
  return found;
}

function schemaOf(type) {
  const { flags } = type;
  if (flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {};
  if (flags & ts.TypeFlags.Null) return { type: 'null' };
  if (flags & ts.TypeFlags.StringLiteral) return { type: 'string', const: type.value };
  if (flags & ts.TypeFlags.NumberLiteral) return { type: 'number', const: type.value };
  if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (type.isUnion()) return unionOf(type);
  if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
  if (checker.isArrayType(type)) {
    return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0]) };
  }
  const name = nameOf(type);
  if (name === undefined) return objectOf(type);
  if (!(name in schemas)) {
    schemas[name] = {};
    schemas[name] = objectOf(type);
  }
  return { $ref: `#/components/schemas/${name}` };
}

function unionOf(type) {
  const some = type.types.filter(({ flags }) => !(flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));
  const nullable = type.types.some(({ flags }) => flags & ts.TypeFlags.Null);
  const schema = withoutNull(some);
  if (!nullable) return schema;
  if (schema.enum) return { ...schema, type: [schema.type, 'null'], enum: [...schema.enum, null] };
  return typeof schema.type === 'string' && !('const' in schema)
    ? { ...schema, type: [schema.type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

function withoutNull(types) {
  if (types.length === 1) return schemaOf(types[0]);
  if (types.every((type) => type.isStringLiteral()))
    return { type: 'string', enum: types.map(({ value }) => value) };
  if (types.every(({ flags }) => flags & ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
  return { anyOf: types.map(schemaOf) };
}

/** Interfaces and classes keep their names; what has type arguments or no name of its own is written out. */
function nameOf(type) {
  const symbol = type.aliasSymbol ?? type.symbol;
  if (!symbol || symbol.name.startsWith('__') || type.aliasTypeArguments?.length) return undefined;
  if (checker.getTypeArguments(type).length > 0) return undefined;
  if (!type.aliasSymbol && !(symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)))
    return undefined;
  const owner = owners.get(symbol.name) ?? symbol;
  owners.set(symbol.name, owner);
  return owner === symbol ? symbol.name : undefined;
}

function objectOf(type) {
  const indexed = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const declaration = property.valueDeclaration ?? property.declarations?.[0];
    if (property.flags & ts.SymbolFlags.Method) continue;
    if (
      declaration &&
      ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)
    )
      continue;
    const said = ts.displayPartsToString(property.getDocumentationComment(checker));
    properties[property.name] = {
      ...schemaOf(checker.getTypeOfSymbol(property)),
      ...(said ? { description: said } : {}),
    };
    if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
  }
  return {
    type: 'object',
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(indexed ? { additionalProperties: schemaOf(indexed.type) } : {}),
  };
}

const answers = operations();
const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
const written = await format(JSON.stringify({ operations: answers, schemas: sorted }), {
  parser: 'json',
  printWidth: 110,
});
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== written) {
    console.error('contract/http/answers.json lags behind the controllers: run npm run contract:http');
    process.exit(1);
  }
} else {
  writeFileSync(target, written);
}
