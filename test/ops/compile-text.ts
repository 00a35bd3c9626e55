import ts from 'typescript';

/** What TypeScript finds wrong with a text that lies, for it alone, in a file of this name. */
export function compileText(file: string, source: string, options: ts.CompilerOptions): string[] {
  const strict: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
    ...options,
  };
  const disk = ts.createCompilerHost(strict);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => name === file || disk.fileExists(name),
    readFile: (name) => (name === file ? source : disk.readFile(name)),
    getSourceFile: (name, languageVersion) =>
      name === file
        ? ts.createSourceFile(name, source, languageVersion)
        : disk.getSourceFile(name, languageVersion),
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], strict, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
