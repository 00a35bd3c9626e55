import { type Request } from 'express';
import { Strategy } from 'passport';
import { type AccessTokens } from './access-tokens';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Passport's strategy for `Authorization: Bearer`. A token in the address or in the body is not looked for: addresses
 * end up in logs.
 */
export class BearerStrategy extends Strategy {
  override readonly name = 'bearer';

  constructor(private readonly tokens: AccessTokens) {
    super();
  }

  override authenticate(request: Request): void {
    const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) {
      this.fail();
      return;
    }
    this.tokens.verify(token).then(
      (principal) => {
        if (principal) this.success(principal);
        else this.fail();
      },
      (error: unknown) => {
        this.error(error);
      },
    );
  }
}
