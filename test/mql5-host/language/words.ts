/** The simple types of the language. */
export const BASIC_TYPES: ReadonlySet<string> = new Set([
  'void', 'bool', 'char', 'uchar', 'short', 'ushort', 'int', 'uint', 'long', 'ulong', 'float', 'double',
  'color', 'datetime', 'string',
]); // prettier-ignore

/** Words that cannot name anything. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set([
  ...BASIC_TYPES,
  'class', 'enum', 'struct', 'union', 'const', 'delete', 'override', 'private', 'protected', 'public', 'virtual',
  'extern', 'input', 'sinput', 'static', 'break', 'case', 'continue', 'default', 'do', 'dynamic_cast', 'else',
  'for', 'if', 'new', 'offsetof', 'operator', 'pack', 'return', 'sizeof', 'switch', 'while', 'this', 'true',
  'false', 'template', 'typename', 'group', 'namespace', 'final', 'interface', 'matrix', 'vector', 'complex',
  'typedef', 'inline', 'NULL',
]); // prettier-ignore

/** C++ words the language reference does not have, and types too recent to rely on, with the rule they break. */
export const BANNED_WORDS: ReadonlyMap<string, string> = new Map(
  [
    'auto', 'decltype', 'constexpr', 'nullptr', 'using', 'goto', 'try', 'catch', 'throw', 'static_cast',
    'reinterpret_cast', 'const_cast', 'friend', 'mutable', 'volatile', 'explicit', 'noexcept', 'static_assert',
    'typeid', 'register', 'thread_local', 'unsigned', 'signed', 'size_t', 'wchar_t', 'and', 'or', 'not', 'xor',
    'concept', 'requires', 'co_await', 'co_return', 'co_yield',
  ].map((word): [string, string] => [word, 'R01'])
   .concat(
    ['int8_t', 'int16_t', 'int32_t', 'int64_t', 'uint8_t', 'uint16_t', 'uint32_t', 'uint64_t', 'matrix',
     'vector', 'complex', 'matrixf', 'vectorf', 'complexf'].map((word): [string, string] => [word, 'R24']),
  ),
); // prettier-ignore
