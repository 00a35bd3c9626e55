import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Finding, HealthProbes, type Probe } from './health-probes';

const MIGRATIONS = join(__dirname, '../../../migrations');
const NEEDED_MIGRATIONS = readdirSync(MIGRATIONS).filter((file) =>
  /^\d{14}-[\w-]+\.[jt]s$/.test(file),
).length;

/** The database answers, and has every table this version needs. */
@Injectable()
export class DatabaseProbe implements Probe, OnModuleInit {
  readonly name = 'database';
  readonly critical = true;
  /** Migrations never become fewer while we run, so one look that finds none pending is enough. */
  private migrated = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly probes: HealthProbes,
  ) {}

  onModuleInit(): void {
    this.probes.add(this);
  }

  async probe(): Promise<Finding> {
    const startedAt = performance.now();
    if (this.migrated) await this.dataSource.query('SELECT 1');
    else this.migrated = (await this.appliedMigrations()) >= NEEDED_MIGRATIONS;
    const latency_ms = Math.round((performance.now() - startedAt) * 10) / 10;
    return this.migrated
      ? { status: 'up', latency_ms, migrations: 'applied' }
      : { status: 'down', latency_ms, migrations: 'pending' };
  }

  private async appliedMigrations(): Promise<number> {
    const rows = await this.dataSource.query<{ applied: number }[]>(
      'SELECT count(*)::int AS applied FROM migrations',
    );
    return rows[0]?.applied ?? 0;
  }
}
