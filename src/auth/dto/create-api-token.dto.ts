import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn } from 'class-validator';
import { IsInstant, IsText, MayBeAbsent } from '../../platform/http/field-decorators';
import { type ApiTokenRequest } from '../api-tokens';
import { type Scope, SCOPES } from '../principal';

const LIST = `must be a list of one or more of ${SCOPES.join(', ')}`;

/** `POST /auth/tokens`. */
export class CreateApiTokenDto {
  /** What it is for, in the owner's words. */
  @IsText({ max: 100 }) readonly name!: string;

  @ArrayMinSize(1, { message: LIST })
  @ArrayMaxSize(SCOPES.length, { message: LIST })
  @ArrayUnique({ message: LIST })
  @IsIn(SCOPES, { each: true, message: LIST })
  @ApiProperty({ enum: SCOPES, isArray: true, example: ['terminal'] })
  readonly scopes!: Scope[];

  /** Absent or null: it is good until it is revoked. */
  @MayBeAbsent() @IsInstant() readonly expires_at?: Date | null;
}

export function toApiTokenRequest(body: CreateApiTokenDto): ApiTokenRequest {
  return { name: body.name, scopes: body.scopes, expiresAt: body.expires_at ?? null };
}
