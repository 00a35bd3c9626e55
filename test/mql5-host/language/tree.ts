import { type Place } from './token';

/** A type as written: `const string`, `ENUM_ORDER_TYPE`, `SCommand`. */
export interface TypeName {
  readonly name: string;
  readonly isConst: boolean;
  readonly place: Place;
}

/** How many elements a declarator's brackets ask for: none, any number (`[]`) or a fixed count. */
export type Extent = 'single' | 'dynamic' | { readonly size: Expression };

export interface Parameter {
  readonly type: TypeName;
  readonly name: string;
  readonly byReference: boolean;
  readonly extent: Extent;
  readonly fallback: Expression | null;
  readonly place: Place;
}

export interface FunctionDeclaration {
  readonly kind: 'function';
  readonly returns: TypeName;
  readonly name: string;
  /** The class of a method, wherever it is defined. */
  readonly owner: string | null;
  readonly parameters: readonly Parameter[];
  /** `...` at the end: only the built-in functions have it. */
  readonly isVariadic: boolean;
  readonly initialisers: readonly { readonly name: string; readonly args: readonly Expression[] }[];
  readonly body: Block | null;
  readonly isConst: boolean;
  readonly isVirtual: boolean;
  readonly isStatic: boolean;
  readonly access: Access;
  readonly place: Place;
}

export interface Declarator {
  readonly name: string;
  readonly extent: Extent;
  readonly dimensions: number;
  readonly value: Expression | null;
  readonly args: readonly Expression[] | null;
  readonly place: Place;
}

export interface VariableDeclaration {
  readonly kind: 'variable';
  readonly type: TypeName;
  readonly storage: 'plain' | 'static' | 'input' | 'sinput';
  readonly access: Access;
  readonly declarators: readonly Declarator[];
  readonly label: string;
  readonly place: Place;
}

export type Access = 'public' | 'protected' | 'private';

export interface RecordDeclaration {
  readonly kind: 'record';
  readonly flavour: 'class' | 'struct';
  readonly name: string;
  readonly base: string | null;
  readonly members: readonly (VariableDeclaration | FunctionDeclaration)[];
  readonly place: Place;
}

export interface EnumDeclaration {
  readonly kind: 'enum';
  readonly name: string;
  readonly items: readonly {
    readonly name: string;
    readonly value: Expression | null;
    readonly place: Place;
  }[];
  readonly place: Place;
}

export interface InputGroup {
  readonly kind: 'group';
  readonly place: Place;
}

export type Declaration =
  FunctionDeclaration | VariableDeclaration | RecordDeclaration | EnumDeclaration | InputGroup;

export type Expression =
  | { readonly kind: 'number'; readonly text: string; readonly place: Place }
  | { readonly kind: 'string'; readonly value: string; readonly place: Place }
  | { readonly kind: 'char'; readonly value: string; readonly place: Place }
  | { readonly kind: 'date'; readonly value: string; readonly place: Place }
  | { readonly kind: 'color'; readonly value: string; readonly place: Place }
  | { readonly kind: 'name'; readonly name: string; readonly scope: string | null; readonly place: Place }
  | { readonly kind: 'this'; readonly place: Place }
  | { readonly kind: 'paren'; readonly inner: Expression; readonly place: Place }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression; readonly place: Place }
  | { readonly kind: 'postfix'; readonly operator: string; readonly operand: Expression; readonly place: Place }
  | Binary
  | { readonly kind: 'assign'; readonly operator: string; readonly left: Expression; readonly right: Expression; readonly place: Place }
  | { readonly kind: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression; readonly place: Place }
  | Call
  | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression; readonly place: Place }
  | { readonly kind: 'member'; readonly target: Expression; readonly name: string; readonly place: Place }
  | { readonly kind: 'cast'; readonly type: TypeName; readonly operand: Expression; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly place: Place }; // prettier-ignore

export interface Binary {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly place: Place;
}

export interface Call {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  readonly place: Place;
}

export interface Block {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  readonly place: Place;
  readonly end: Place;
}

export interface SwitchGroup {
  /** `null` is `default`. */
  readonly labels: readonly (Expression | null)[];
  readonly statements: readonly Statement[];
}

export type Statement =
  | Block
  | VariableDeclaration
  | { readonly kind: 'expression'; readonly expression: Expression; readonly place: Place }
  | { readonly kind: 'if'; readonly test: Expression; readonly yes: Statement; readonly no: Statement | null; readonly place: Place }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement; readonly place: Place }
  | { readonly kind: 'do'; readonly test: Expression; readonly body: Statement; readonly place: Place }
  | { readonly kind: 'for'; readonly start: Statement | null; readonly test: Expression | null; readonly step: readonly Expression[]; readonly body: Statement; readonly place: Place }
  | { readonly kind: 'switch'; readonly subject: Expression; readonly groups: readonly SwitchGroup[]; readonly place: Place }
  | { readonly kind: 'break' | 'continue' | 'empty'; readonly place: Place }
  | { readonly kind: 'return'; readonly value: Expression | null; readonly place: Place }; // prettier-ignore

/** One program: the main file and everything it includes, in order. */
export interface Program {
  readonly file: string;
  readonly files: readonly string[];
  readonly properties: readonly { readonly name: string; readonly value: string; readonly place: Place }[];
  readonly declarations: readonly Declaration[];
}
