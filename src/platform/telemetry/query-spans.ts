import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  type AfterQueryEvent,
  type BeforeQueryEvent,
  DataSource,
  type EntitySubscriberInterface,
} from 'typeorm';
import { Configuration } from '../config/configuration';
import { currentSpan, failureOf, type Span, startSpan } from './spans';

const LONGEST_QUERY = 1_000;
const TABLE = /\b(?:FROM|INTO|UPDATE)\s+"?([a-z_]+)/i;

/** Makes each statement a span under the work that it is part of. Values are never in it: statements carry parameters. */
@Injectable()
export class QuerySpans implements EntitySubscriberInterface, OnApplicationBootstrap {
  /** By connection: a connection runs one statement at a time. */
  private readonly running = new WeakMap<object, Span>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.traces !== null) this.dataSource.subscribers.push(this);
  }

  beforeQuery({ query, queryRunner }: BeforeQueryEvent): void {
    if (!currentSpan()) return;
    const span = startSpan(nameOf(query), 'client');
    if (span) this.running.set(queryRunner, span);
  }

  afterQuery({ query, queryRunner, success, error }: AfterQueryEvent): void {
    const span = this.running.get(queryRunner);
    if (!span) return;
    this.running.delete(queryRunner);
    span.end(
      { 'db.system.name': 'postgresql', 'db.query.text': query.slice(0, LONGEST_QUERY) },
      success ? undefined : codeOf(error),
    );
  }
}

function nameOf(query: string): string {
  const verb = /^\s*([A-Za-z]+)/.exec(query)?.[1]?.toUpperCase() ?? 'SQL';
  const table = TABLE.exec(query)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : failureOf(error);
}
