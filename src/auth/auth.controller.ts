import { Body, Controller, Get, Header, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { UnauthenticatedError } from './auth.errors';
import { LoggedOutAnswer, MeAnswer, RegisteredAnswer, TokenPairAnswer } from './dto/answers';
import { ChangePasswordDto, toPasswordChange } from './dto/change-password.dto';
import { LoginDto, toCredentials } from './dto/login.dto';
import { LogoutDto, RefreshDto } from './dto/refresh.dto';
import { RegisterDto, toRegistrationRequest } from './dto/register.dto';
import { Logins } from './logins';
import { PasswordChange } from './password-change';
import { Caller, type Principal, Public } from './principal';
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
  ) {}

  @Post('register')
  @Public()
  @NoStore()
  @ApiOperation({
    summary: 'Make an account',
    description: 'A known e-mail address is answered as a new one is; a taken username is refused.',
  })
  @ApiResponse({ status: 201, type: RegisteredAnswer })
  @ApiResponse({ status: 409, description: '`AUTH.USERNAME_TAKEN`' })
  @ApiResponse({ status: 422, description: '`AUTH.PASSWORD_WEAK`, `REQUEST.INVALID`' })
  async register(@Body() body: RegisterDto, @Ip() ip: string): Promise<RegisteredAnswer> {
    return new RegisteredAnswer(await this.registration.register(toRegistrationRequest(body), ip));
  }

  @Post('login')
  @Public()
  @HttpCode(200)
  @NoStore()
  @ApiOperation({
    summary: 'Log in with a username or an e-mail address',
    description: 'Five wrong attempts at one name from one address close it to that address for 15 minutes.',
  })
  @ApiResponse({ status: 200, type: TokenPairAnswer })
  @ApiResponse({ status: 401, description: '`AUTH.LOGIN_REFUSED`: the name or the password is wrong' })
  @ApiResponse({ status: 429, description: '`AUTH.TOO_MANY_ATTEMPTS`, with `Retry-After`' })
  @ApiResponse({ status: 503, description: '`AUTH.BUSY`, with `Retry-After`' })
  async login(@Body() body: LoginDto, @Ip() ip: string): Promise<TokenPairAnswer> {
    return new TokenPairAnswer(await this.logins.logIn(toCredentials(body), ip));
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @NoStore()
  @ApiOperation({
    summary: 'Exchange a refresh token for a new pair',
    description:
      'Each refresh token is good once. Repeating it within 10 seconds gives the same next one, in case the answer ' +
      'was lost; using it later ends the login, because then two parties hold it. A login ends after 7 days without ' +
      'a refresh, and after 30 days in any case.',
  })
  @ApiResponse({ status: 200, type: TokenPairAnswer })
  @ApiResponse({ status: 401, description: '`AUTH.REFRESH_REFUSED`: log in again' })
  async refresh(@Body() body: RefreshDto, @Ip() ip: string): Promise<TokenPairAnswer> {
    return new TokenPairAnswer(await this.sessions.renew(body.refresh_token, ip));
  }

  @Post('logout')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'End a login',
    description:
      'The login of this refresh token, or all of them. Access tokens made before are refused from now on.',
  })
  @ApiResponse({ status: 200, type: LoggedOutAnswer })
  @ApiResponse({ status: 401, description: '`AUTH.UNAUTHENTICATED`' })
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
  @ApiResponse({ status: 200, type: MeAnswer })
  @ApiResponse({ status: 401, description: '`AUTH.UNAUTHENTICATED`' })
  @ApiResponse({ status: 403, description: '`AUTH.PERSON_REQUIRED`: an API token is not a person' })
  async me(@Caller() caller: Principal): Promise<MeAnswer> {
    const user = await this.users.find(caller.userId);
    if (!user) throw new UnauthenticatedError();
    return new MeAnswer(user);
  }

  @Post('password')
  @HttpCode(200)
  @NoStore()
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Change the password',
    description: 'Ends every login; the answer is a new one for the caller. API tokens go on.',
  })
  @ApiResponse({ status: 200, type: TokenPairAnswer })
  @ApiResponse({ status: 403, description: '`AUTH.CURRENT_PASSWORD_WRONG`' })
  @ApiResponse({ status: 422, description: '`AUTH.PASSWORD_WEAK`, `REQUEST.INVALID`' })
  @ApiResponse({ status: 429, description: '`AUTH.TOO_MANY_ATTEMPTS`, with `Retry-After`' })
  async password(
    @Caller() caller: Principal,
    @Body() body: ChangePasswordDto,
    @Ip() ip: string,
  ): Promise<TokenPairAnswer> {
    return new TokenPairAnswer(await this.passwordChange.change(caller.userId, toPasswordChange(body), ip));
  }
}
