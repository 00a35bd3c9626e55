import fc from 'fast-check';
import {
  digestOf,
  isApiToken,
  isRefreshToken,
  mintApiToken,
  mintRefreshToken,
  shownParts,
  successorOf,
} from './opaque-tokens';

describe('API tokens', () => {
  it('carry their prefix, 30 random characters and a checksum, in 64 characters at most', () => {
    const token = mintApiToken();
    expect(token).toMatch(/^rbs_live_[0-9A-Za-z]{36}$/);
    expect(token).toHaveLength(45); // 9 + 30 + 6
    expect(isApiToken(token)).toBe(true);
  });

  it('are never the same twice', () => {
    const tokens = Array.from({ length: 1000 }, mintApiToken);
    expect(new Set(tokens).size).toBe(1000);
  });

  it('know when one character is mistyped', () => {
    const token = mintApiToken();
    fc.assert(
      fc.property(
        fc.integer({ min: 9, max: 44 }),
        fc.constantFrom('0', '7', 'A', 'Z', 'a', 'z'),
        (position, typed) => {
          fc.pre(token[position] !== typed);
          expect(isApiToken(token.slice(0, position) + typed + token.slice(position + 1))).toBe(false);
        },
      ),
    );
  });

  it('know when two neighbours are swapped, or something is cut off or added', () => {
    expect(isApiToken('rbs_live_8sKd03JfLq72bXcVnMzAqWeRtYuIoPa0Xk2B')).toBe(false);
    const token = mintApiToken();
    expect(isApiToken(token.slice(0, -1))).toBe(false);
    expect(isApiToken(`${token}A`)).toBe(false);
    expect(isApiToken(` ${token}`)).toBe(false);
    expect(isApiToken(token.replace('live', 'test'))).toBe(false);
    expect(isApiToken('')).toBe(false);
  });

  it('show only their beginning and end again', () => {
    const token = mintApiToken();
    const { prefix, lastFour } = shownParts(token);
    expect(token.startsWith(prefix)).toBe(true);
    expect(prefix).toMatch(/^rbs_live_.{4}$/);
    expect(token.endsWith(lastFour)).toBe(true);
    expect(lastFour).toHaveLength(4);
  });
});

describe('refresh tokens', () => {
  it('look like nothing else', () => {
    const token = mintRefreshToken();
    expect(token).toMatch(/^rbr_[0-9A-Za-z]{40}$/);
    expect(isRefreshToken(token)).toBe(true);
    expect(isApiToken(token)).toBe(false);
    expect(isRefreshToken(mintApiToken())).toBe(false);
    expect(isRefreshToken('eyJhbGciOiJIUzI1NiJ9.e30.signature')).toBe(false);
  });

  it('have one successor, which only this server can compute', () => {
    const token = mintRefreshToken();
    const successor = successorOf(token, 'a secret of this server');
    expect(successorOf(token, 'a secret of this server')).toBe(successor);
    expect(successorOf(token, 'the secret of another')).not.toBe(successor);
    expect(isRefreshToken(successor)).toBe(true);
    expect(successor).not.toBe(token);
  });

  it('are stored as a hash', () => {
    expect(digestOf('rbr_x').toString('hex')).toBe(
      // printf rbr_x | sha256sum
      '8d5db7a01f5b11bdfcf5790f7da8be077e204d88b08d8fb341fd45197e4bd4ad',
    );
  });
});
