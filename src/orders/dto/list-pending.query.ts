import { IsId } from '../../platform/http/field-decorators';

/** `GET /trading/signals/pending?session_id=…` */
export class ListPendingQuery {
  @IsId()
  readonly session_id!: string;
}
