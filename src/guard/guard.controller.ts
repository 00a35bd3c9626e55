import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { UuidPipe } from '../platform/http/path-ids';
import { presentProfile, RiskProfileDto, type RiskProfileView, toLimits } from './dto/risk-profile.dto';
import { presentState, type RiskStateView } from './dto/risk-state.dto';
import { RiskProfilesService } from './risk-profiles.service';
import { TradingStateService } from './trading-state.service';

@ApiTags('risk')
@ApiBearerAuth()
@Controller()
export class GuardController {
  constructor(
    private readonly profiles: RiskProfilesService,
    private readonly states: TradingStateService,
    private readonly accounts: AccountsService,
  ) {}

  @Get('accounts/:accountId/risk-profile')
  @Allow('read')
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND'] })
  @AnswerExample(200, 'guard/risk-profile.response')
  @ApiOperation({ summary: 'How much an account may risk' })
  async profile(
    @Caller() caller: Principal,
    @Param('accountId', UuidPipe) accountId: string,
  ): Promise<RiskProfileView> {
    return presentProfile(await this.profiles.get(caller.userId, accountId));
  }

  @Put('accounts/:accountId/risk-profile')
  @Refusals({
    404: ['ACCOUNT.NOT_FOUND'],
    409: ['RISK.GUARD_LOCKED'],
    422: ['RISK.SETTING_MISSING', 'RISK.RULE_PACK_INVALID'],
  })
  @BodyExample('guard/risk-profile.request', 'guard/risk-profile-full.request')
  @AnswerExample(200, 'guard/risk-profile.response')
  @ApiOperation({ summary: 'Choose how much an account may risk, under the ceilings of the server' })
  async choose(
    @Caller() caller: Principal,
    @Param('accountId', UuidPipe) accountId: string,
    @Body() body: RiskProfileDto,
  ): Promise<RiskProfileView> {
    const { createdAt } = await this.accounts.get(caller.userId, accountId);
    return presentProfile(await this.profiles.choose(caller.userId, accountId, toLimits(body, createdAt)));
  }

  @Get('risk/state')
  @Allow('read')
  @AnswerExample(200, 'guard/state.response')
  @ApiOperation({ summary: 'Whether trading is stopped, and by whom' })
  async state(@Caller() caller: Principal): Promise<RiskStateView> {
    return presentState(await this.states.switchesOf(caller.userId));
  }
}
