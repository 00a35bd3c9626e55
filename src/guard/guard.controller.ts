import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { UuidPipe } from '../platform/http/path-ids';
import { presentProfile, RiskProfileDto, type RiskProfileView, toLimits } from './dto/risk-profile.dto';
import {
  KillDto,
  presentState,
  presentSwitch,
  ResumeDto,
  type RiskStateView,
  type StateSwitchView,
} from './dto/risk-state.dto';
import { RiskProfilesService } from './risk-profiles.service';
import { TradingStateService } from './trading-state.service';

@ApiTags('risk')
@ApiBearerAuth()
@Controller()
export class GuardController {
  constructor(
    private readonly profiles: RiskProfilesService,
    private readonly states: TradingStateService,
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
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND'] })
  @BodyExample('guard/risk-profile.request')
  @AnswerExample(200, 'guard/risk-profile.response')
  @ApiOperation({ summary: 'Choose how much an account may risk, under the ceilings of the server' })
  async choose(
    @Caller() caller: Principal,
    @Param('accountId', UuidPipe) accountId: string,
    @Body() body: RiskProfileDto,
  ): Promise<RiskProfileView> {
    return presentProfile(await this.profiles.choose(caller.userId, accountId, toLimits(body)));
  }

  @Get('risk/state')
  @Allow('read')
  @AnswerExample(200, 'guard/state.response')
  @ApiOperation({ summary: 'Whether trading is stopped, and by whom' })
  async state(@Caller() caller: Principal): Promise<RiskStateView> {
    return presentState(await this.states.switchesOf(caller.userId));
  }

  @Post('risk/kill')
  @HttpCode(200)
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND'] })
  @BodyExample('guard/kill.request')
  @AnswerExample(200, 'guard/switch.response')
  @ApiOperation({
    summary: 'Stop trading at once',
    description: 'It holds from the next decision and the next delivery on.',
  })
  async kill(@Caller() { userId }: Principal, @Body() body: KillDto): Promise<StateSwitchView> {
    const { account_id: accountId = null, mode, reason } = body;
    return presentSwitch(await this.states.change({ userId, accountId, state: mode ?? 'HALTED', reason }));
  }

  @Post('risk/resume')
  @HttpCode(200)
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND'] })
  @BodyExample('guard/resume.request')
  @AnswerExample(200, 'guard/switch.response')
  @ApiOperation({ summary: 'Let trading go on' })
  async resume(@Caller() { userId }: Principal, @Body() body: ResumeDto): Promise<StateSwitchView> {
    const { account_id: accountId = null, reason } = body;
    return presentSwitch(await this.states.change({ userId, accountId, state: 'ACTIVE', reason }));
  }
}
