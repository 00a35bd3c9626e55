import { ExpressionParser } from './expressions';
import { type Place, SourceError } from './token';
import { type Access, type Declarator, type Extent, type TypeName, type VariableDeclaration } from './tree';

const MODIFIERS = new Set(['const', 'static', 'virtual', 'input', 'sinput', 'inline']);

export interface Modifiers {
  isConst: boolean;
  isStatic: boolean;
  isVirtual: boolean;
  input: 'input' | 'sinput' | null;
}

/** Variables: of a function, of a class, of the program. */
export abstract class VariableParser extends ExpressionParser {
  protected modifiers(): Modifiers {
    const found: Modifiers = { isConst: false, isStatic: false, isVirtual: false, input: null };
    while (MODIFIERS.has(this.peek().text)) {
      const word = this.take().text;
      if (word === 'const') found.isConst = true;
      else if (word === 'static') found.isStatic = true;
      else if (word === 'virtual') found.isVirtual = true;
      else if (word === 'input' || word === 'sinput') found.input = word;
    }
    return found;
  }

  protected variableRest(
    type: TypeName,
    modifiers: Modifiers,
    access: Access,
    place: Place,
    isMember: boolean,
  ): VariableDeclaration {
    const declarators: Declarator[] = [];
    do {
      this.refusePointerOrReference('declares');
      const declarator = this.declarator();
      if (isMember && declarator.value !== null) {
        throw new SourceError('R09', declarator.place, 'a member gets its value in the constructor');
      }
      declarators.push(declarator);
    } while (this.accept(','));
    const last = this.expect(';');
    const storage = modifiers.input ?? (modifiers.isStatic ? 'static' : 'plain');
    return { kind: 'variable', type, storage, access, declarators, label: last.comment ?? '', place };
  }

  protected declarator(): Declarator {
    const place = this.peek().place;
    const name = this.newName();
    let extent: Extent = 'single';
    let dimensions = 0;
    while (this.accept('[')) {
      dimensions++;
      extent = this.peek().text === ']' ? 'dynamic' : { size: this.expression() };
      this.expect(']');
    }
    if (dimensions > 1) throw new SourceError('R18', place, 'arrays have one dimension in this house');
    const args = this.accept('(') ? this.args() : null;
    const value = this.accept('=') ? this.initialValue() : null;
    if (args !== null && args.length === 0)
      throw new SourceError('syntax', place, 'a variable without arguments has no "()"');
    return { name, extent, dimensions, value, args, place };
  }

  protected refusePointerOrReference(verb: 'returns' | 'declares'): void {
    if (this.peek().text === '*') this.fail('R07', 'object pointers are not used in this house');
    if (this.peek().text !== '&') return;
    this.fail(
      'R03',
      verb === 'returns' ? 'only a parameter can be a reference' : 'there are no reference variables',
    );
  }
}
