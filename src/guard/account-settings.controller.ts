import { Body, Controller, Param, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountsService } from '../accounts/accounts.service';
import { Caller, type Principal } from '../auth/principal';
import { AuditLog } from '../platform/audit/audit-log';
import { Transactions } from '../platform/database/transactions';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { UuidPipe } from '../platform/http/path-ids';
import { AccountSettingsDto, type AccountSettingsView } from './dto/account-settings.dto';

/** What an account's owner decides about it, and no terminal does. */
@ApiTags('risk')
@ApiBearerAuth()
@Controller('accounts')
export class AccountSettingsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  @Patch(':accountId')
  @BodyExample('guard/account-settings.request')
  @AnswerExample(200, 'guard/account-settings.response')
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND'] })
  @ApiOperation({
    summary: 'Switch automatic trading of one account',
    description: 'Off, only signals that name this account are traded on it. What is open stays open.',
  })
  async change(
    @Caller() { userId }: Principal,
    @Param('accountId', UuidPipe) accountId: string,
    @Body() { auto_trading: on }: AccountSettingsDto,
  ): Promise<AccountSettingsView> {
    return this.transactions.run(async (tx) => {
      const { id, autoTrading } = await this.accounts.setAutoTrading(tx, userId, accountId, on);
      await this.audit.record(tx, {
        userId,
        actor: 'person',
        action: 'accounts.auto_trading_switched',
        detail: { account_id: id, auto_trading: autoTrading },
      });
      return { account_id: id, auto_trading: autoTrading };
    });
  }
}
