import { IsText } from '../../platform/http/field-decorators';
import { type SourceLock } from '../source-locks.repository';

/** `POST /accounts/{id}/source-locks/release` */
export class ReleaseSourceDto {
  /** As the lock names it. */
  @IsText({ max: 120 }) readonly source!: string;
  @IsText({ min: 3, max: 500 }) readonly reason!: string;
}

export interface SourceLockView {
  readonly source: string;
  readonly reason: string;
  readonly locked_at: Date;
}

export interface SourceLocksView {
  readonly data: readonly SourceLockView[];
}

export function presentLocks(locks: readonly SourceLock[]): SourceLocksView {
  return { data: locks.map(({ source, reason, lockedAt }) => ({ source, reason, locked_at: lockedAt })) };
}
