import { Body, Controller, Get, HttpCode, Ip, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountsService } from '../accounts/accounts.service';
import { FreshLogins } from '../auth/fresh-logins';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { UuidPipe } from '../platform/http/path-ids';
import { type EquityGuardView, LiftGuardDto, presentPacks, presentStanding } from './dto/equity-guard.dto';
import { GuardSettingsDto, type RulePackView, toGuard } from './dto/guard-settings.dto';
import { EquityGuards } from './equity-guards.service';
import { NoEquityGuardError } from './guard.errors';

@ApiTags('risk')
@ApiBearerAuth()
@Controller()
export class EquityGuardController {
  constructor(
    private readonly guards: EquityGuards,
    private readonly accounts: AccountsService,
    private readonly logins: FreshLogins,
  ) {}

  @Get('risk/rule-packs')
  @Allow('read')
  @AnswerExample(200, 'guard/rule-packs.response')
  @ApiOperation({ summary: 'The loss rules that are known by name' })
  packs(): { readonly data: readonly RulePackView[] } {
    return { data: presentPacks() };
  }

  @Get('accounts/:accountId/equity-guard')
  @Allow('read')
  @AnswerExample(200, 'guard/equity-guard.response')
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND', 'RISK.NO_EQUITY_GUARD'] })
  @ApiOperation({
    summary: 'How an account’s equity stands to its loss rules',
    description: 'With the floor of each, the distance to it, and what the next reset would make of it.',
  })
  async standing(
    @Caller() { userId }: Principal,
    @Param('accountId', UuidPipe) accountId: string,
  ): Promise<EquityGuardView> {
    const { account, day } = await this.guards.viewOf(userId, accountId);
    if (!day.guard) throw new NoEquityGuardError(accountId);
    return presentStanding(account, day, day.guard);
  }

  @Post('accounts/:accountId/equity-guard/preview')
  @HttpCode(200)
  @BodyExample('guard/equity-guard-preview.request')
  @AnswerExample(200, 'guard/equity-guard.response')
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND'], 422: ['RISK.SETTING_MISSING', 'RISK.RULE_PACK_INVALID'] })
  @ApiOperation({
    summary: 'How an account would stand to other loss rules',
    description:
      'Their floors, the distance to each and what the next reset would make of it. Nothing is saved.',
  })
  async preview(
    @Caller() { userId }: Principal,
    @Param('accountId', UuidPipe) accountId: string,
    @Body() body: GuardSettingsDto,
  ): Promise<EquityGuardView> {
    const { createdAt } = await this.accounts.get(userId, accountId);
    const { account, day } = await this.guards.preview(userId, accountId, toGuard(body, createdAt));
    if (!day.guard) throw new NoEquityGuardError(accountId);
    return presentStanding(account, day, day.guard);
  }

  @Post('accounts/:accountId/equity-guard/lift')
  @HttpCode(200)
  @BodyExample('guard/lift.request')
  @AnswerExample(200, 'guard/equity-guard.response')
  @Refusals({
    403: ['AUTH.FRESH_LOGIN_NEEDED'],
    404: ['ACCOUNT.NOT_FOUND', 'RISK.NO_EQUITY_GUARD'],
    429: ['AUTH.TOO_MANY_ATTEMPTS'],
  })
  @ApiOperation({
    summary: 'Lift the guard’s lock before its time',
    description:
      'It needs the password, or a login of the last five minutes. While a floor is broken the guard acts again.',
  })
  async lift(
    @Caller() caller: Principal,
    @Param('accountId', UuidPipe) accountId: string,
    @Body() { reason, password }: LiftGuardDto,
    @Ip() ip: string,
  ): Promise<EquityGuardView> {
    await this.logins.confirm(caller, password ?? null, ip);
    await this.guards.lift(caller.userId, accountId, reason);
    return this.standing(caller, accountId);
  }
}
