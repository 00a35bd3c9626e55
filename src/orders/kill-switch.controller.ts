import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FreshLogins } from '../auth/fresh-logins';
import { Caller, type Principal } from '../auth/principal';
import { presentSwitch, type StateSwitchView } from '../guard/dto/risk-state.dto';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { KillDto, type KilledView, presentKilled, ResumeDto } from './dto/kill.dto';
import { KillSwitch } from './kill-switch';

@ApiTags('risk')
@ApiBearerAuth()
@Controller('risk')
export class KillSwitchController {
  constructor(
    private readonly killSwitch: KillSwitch,
    private readonly logins: FreshLogins,
  ) {}

  @Post('kill')
  @HttpCode(200)
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND'] })
  @BodyExample('guard/kill.request')
  @AnswerExample(200, 'guard/killed.response')
  @ApiOperation({
    summary: 'Stop trading at once',
    description:
      'It holds from the next decision and the next delivery on. What no terminal was handed is cancelled; what one has ' +
      'is asked back with its next call. `close_all` closes what is open, too.',
  })
  async kill(@Caller() { userId }: Principal, @Body() body: KillDto): Promise<KilledView> {
    const { account_id: accountId = null, mode, reason, close_all: closeAll } = body;
    return presentKilled(
      await this.killSwitch.kill({
        userId,
        accountId,
        mode: mode ?? 'HALTED',
        reason,
        closeAll: closeAll ?? false,
      }),
    );
  }

  @Post('resume')
  @HttpCode(200)
  @Refusals({
    403: ['AUTH.FRESH_LOGIN_NEEDED'],
    404: ['ACCOUNT.NOT_FOUND'],
    429: ['AUTH.TOO_MANY_ATTEMPTS'],
  })
  @BodyExample('guard/resume.request')
  @AnswerExample(200, 'guard/switch.response')
  @ApiOperation({
    summary: 'Let trading go on',
    description: 'It needs the password, or a login of the last five minutes.',
  })
  async resume(
    @Caller() caller: Principal,
    @Body() { account_id: accountId = null, reason, password }: ResumeDto,
    @Ip() ip: string,
  ): Promise<StateSwitchView> {
    await this.logins.confirm(caller, password ?? null, ip);
    return presentSwitch(await this.killSwitch.resume(caller.userId, accountId, reason));
  }
}
