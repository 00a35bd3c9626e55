import { dirname, join } from 'node:path';
import { type Api, loadApi } from '../api/api';
import { parseProgram } from '../language/parser';
import { SourceError } from '../language/token';
import { checkArchitecture } from './architecture-rules';
import { checkDeclarations } from './declaration-rules';
import { checkExpressions } from './expression-rules';
import { type Finding, type Report } from './finding';
import { Model } from './model';
import { checkStatements } from './statement-rules';
import { typeProgram } from './typing';

/** Checks an Expert Advisor against the documented language and the house's own rules. */
export function lintProgram(mainFile: string, api: Api = loadApi()): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (rule, place, reason) => {
    findings.push({ rule, place, reason });
  };
  try {
    const includeDirectory = join(dirname(mainFile), 'Include');
    const program = parseProgram(mainFile, { includeDirectory, knownTypes: api.types });
    const model = new Model(program, api);
    checkDeclarations(model, report);
    const typing = typeProgram(model, report);
    checkStatements(model, typing, report);
    checkExpressions(model, typing, report);
    checkArchitecture(model, typing, report);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    report(error.rule, error.place, error.reason);
  }
  return findings;
}

export function findingText({ rule, place, reason }: Finding): string {
  return `${place.file}:${place.line}:${place.column} ${rule} ${reason}`;
}
