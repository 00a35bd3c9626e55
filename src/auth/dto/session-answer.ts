import { ApiProperty } from '@nestjs/swagger';
import { type Session } from '../session';

/** A login in the list of its owner. */
export class SessionAnswer {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ description: 'Whether this request was made with it' }) readonly current: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'Firefox', description: 'As it called itself' })
  readonly browser: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Windows', description: 'As it called itself' })
  readonly system: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Where it was last renewed from' })
  readonly client_ip: string | null;
  @ApiProperty({ format: 'date-time', type: String, description: 'When the password was given' })
  readonly logged_in_at: Date;
  @ApiProperty({
    format: 'date-time',
    type: String,
    description: 'When it was last renewed: once per lifetime of an access token while it is used',
  })
  readonly last_used_at: Date;
  @ApiProperty({ format: 'date-time', type: String, description: 'When it ends if it is not renewed' })
  readonly expires_at: Date;

  constructor(session: Session, currentId: string | undefined) {
    this.id = session.id;
    this.current = session.id === currentId;
    this.browser = session.device.browser;
    this.system = session.device.system;
    this.client_ip = session.clientIp;
    this.logged_in_at = session.loggedInAt;
    this.last_used_at = session.lastUsedAt;
    this.expires_at = session.expiresAt;
  }
}

/** One page of logins. */
export class SessionPage {
  @ApiProperty({ type: [SessionAnswer] }) readonly data!: readonly SessionAnswer[];
  @ApiProperty({ type: String, nullable: true }) readonly next_cursor!: string | null;
}
