import { Body, Controller, Get, Header, HttpCode, Ip, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { Rate } from '../platform/http/rate-limit/rate-limits';
import { UnauthenticatedError } from './auth.errors';
import { type Client, FromClient } from './client';
import { LoggedOutAnswer, MeAnswer, RegisteredAnswer, TokenPairAnswer } from './dto/answers';
import { ChangePasswordDto, toPasswordChange } from './dto/change-password.dto';
import { ChangeProfileDto, toPreferences } from './dto/change-profile.dto';
import { LoginDto, toCredentials } from './dto/login.dto';
import { LogoutDto, RefreshDto } from './dto/refresh.dto';
import { RegisterDto, toRegistrationRequest } from './dto/register.dto';
import { Logins } from './logins';
import { PasswordChange } from './password-change';
import { Caller, type Principal, Public } from './principal';
import { Profiles } from './profiles';
import { Registration } from './registration';
import { Sessions } from './sessions';
import { UsersRepository } from './users.repository';

/** An answer that holds a token must not stay in anybody's cache. */
const NoStore = (): MethodDecorator => Header('Cache-Control', 'no-store');

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly registration: Registration,
    private readonly logins: Logins,
    private readonly sessions: Sessions,
    private readonly passwordChange: PasswordChange,
    private readonly users: UsersRepository,
    private readonly profiles: Profiles,
  ) {}

  @Post('register')
  @Public()
  @Rate('auth')
  @NoStore()
  @ApiOperation({
    summary: 'Make an account',
    description: 'A known e-mail address is answered as a new one is; a taken username is refused.',
  })
  @ApiResponse({ status: 201, type: RegisteredAnswer, description: 'The account; log in next' })
  @BodyExample('auth/register.request')
  @AnswerExample(201, 'auth/register.response')
  @Refusals({ 409: ['AUTH.USERNAME_TAKEN'], 422: ['AUTH.PASSWORD_WEAK'], 503: ['AUTH.BUSY'] })
  async register(@Body() body: RegisterDto, @Ip() ip: string): Promise<RegisteredAnswer> {
    return new RegisteredAnswer(await this.registration.register(toRegistrationRequest(body), ip));
  }

  @Post('login')
  @Public()
  @Rate('auth')
  @HttpCode(200)
  @NoStore()
  @ApiOperation({
    summary: 'Log in with a username or an e-mail address',
    description: 'Five wrong attempts at one name from one address close it to that address for 15 minutes.',
  })
  @ApiResponse({ status: 200, type: TokenPairAnswer, description: 'A pair of tokens' })
  @BodyExample('auth/login.request')
  @AnswerExample(200, 'auth/login.response')
  @Refusals({ 401: ['AUTH.LOGIN_REFUSED'], 429: ['AUTH.TOO_MANY_ATTEMPTS'], 503: ['AUTH.BUSY'] })
  async login(@Body() body: LoginDto, @FromClient() client: Client): Promise<TokenPairAnswer> {
    return new TokenPairAnswer(await this.logins.logIn(toCredentials(body), client));
  }

  @Post('refresh')
  @Public()
  @Rate('auth')
  @HttpCode(200)
  @NoStore()
  @ApiOperation({
    summary: 'Exchange a refresh token for a new pair',
    description:
      'Each refresh token is good once. Repeating it within 10 seconds gives the same next one, in case the answer ' +
      'was lost; using it later ends the login, because then two parties hold it. A login ends after 7 days without ' +
      'a refresh, and after 30 days in any case.',
  })
  @ApiResponse({ status: 200, type: TokenPairAnswer, description: 'A pair of tokens' })
  @BodyExample('auth/refresh.request')
  @AnswerExample(200, 'auth/refresh.response')
  @Refusals({ 401: ['AUTH.REFRESH_REFUSED'] })
  async refresh(@Body() body: RefreshDto, @FromClient() client: Client): Promise<TokenPairAnswer> {
    return new TokenPairAnswer(await this.sessions.renew(body.refresh_token, client));
  }

  @Post('logout')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'End a login',
    description:
      'The login of this refresh token, or all of them. Access tokens made before are refused from now on.',
  })
  @ApiResponse({ status: 200, type: LoggedOutAnswer, description: 'It is over' })
  @BodyExample('auth/logout.request')
  @AnswerExample(200, 'auth/logout.response')
  async logout(
    @Caller() caller: Principal,
    @Body() body: LogoutDto,
    @Ip() ip: string,
  ): Promise<LoggedOutAnswer> {
    await this.sessions.end(caller.userId, body.refresh_token ?? undefined, ip);
    return new LoggedOutAnswer();
  }

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who the caller is' })
  @ApiResponse({ status: 200, type: MeAnswer, description: 'The person' })
  @AnswerExample(200, 'auth/me.response')
  async me(@Caller() caller: Principal): Promise<MeAnswer> {
    const user = await this.users.find(caller.userId);
    if (!user) throw new UnauthenticatedError();
    return new MeAnswer(user);
  }

  @Patch('me')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Change the language, the time zone or the currency',
    description: 'What is absent stays as it is; null means as the browser, or each account, has it.',
  })
  @ApiResponse({ status: 200, type: MeAnswer, description: 'The person' })
  @BodyExample('auth/me.request')
  @AnswerExample(200, 'auth/me.response')
  async changeMe(@Caller() caller: Principal, @Body() body: ChangeProfileDto): Promise<MeAnswer> {
    return new MeAnswer(await this.profiles.change(caller.userId, toPreferences(body)));
  }

  @Post('password')
  @HttpCode(200)
  @NoStore()
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Change the password',
    description: 'Ends every login; the answer is a new one for the caller. API tokens go on.',
  })
  @ApiResponse({ status: 200, type: TokenPairAnswer, description: 'A pair of tokens' })
  @BodyExample('auth/password.request')
  @AnswerExample(200, 'auth/password.response')
  @Refusals({
    403: ['AUTH.CURRENT_PASSWORD_WRONG'],
    422: ['AUTH.PASSWORD_WEAK'],
    429: ['AUTH.TOO_MANY_ATTEMPTS'],
    503: ['AUTH.BUSY'],
  })
  async password(
    @Caller() caller: Principal,
    @Body() body: ChangePasswordDto,
    @FromClient() client: Client,
  ): Promise<TokenPairAnswer> {
    return new TokenPairAnswer(
      await this.passwordChange.change(caller.userId, toPasswordChange(body), client),
    );
  }
}
