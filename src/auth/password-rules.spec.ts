import { weaknessOf } from './password-rules';

const owner = { username: 'trader-one', email: 'jeanne.d.arc@example.com' };

describe('weaknessOf', () => {
  it.each([
    ['of 8 characters', 'k3v9x2qf'],
    ['of the first product document', 'SecurePassword123!'],
    ['of 64 spaces and one letter', `${' '.repeat(63)}é`],
    ['in another script', 'пароль от торговли'],
    ['of 128 characters', 'a7'.repeat(64)],
    ['of 128 emoji, which are 256 units of UTF-16', '🐘'.repeat(127) + '🦒'],
  ])('takes a password %s', (_, password) => {
    expect(weaknessOf(password, owner)).toBeUndefined();
  });

  it.each([
    ['of 7 characters', 'k3v9x2q', 'must have at least 8 characters'],
    ['of 7 emoji, which are 14 units of UTF-16', '🐘🦒🐋🦅🐝🦊🐢', 'must have at least 8 characters'],
    ['of 129 characters', 'a7'.repeat(64) + 'a', 'must have at most 128 characters'],
    ['that everybody uses', 'password1', 'is on the lists that attackers try first'],
    ['that everybody uses, in capitals', 'PassWord1', 'is on the lists that attackers try first'],
    ['that everybody in France uses', 'motdepasse', 'is on the lists that attackers try first'],
    ['of one character repeated', '0000000000000', 'must not be one character repeated'],
    ['that is the username', 'Trader-One', 'must not repeat the username or the e-mail address'],
    [
      'that is the e-mail address',
      'jeanne.d.arc@example.com',
      'must not repeat the username or the e-mail address',
    ],
    ['that is the mailbox', 'jeanne.d.arc', 'must not repeat the username or the e-mail address'],
  ])('refuses a password %s', (_, password, reason) => {
    expect(weaknessOf(password, owner)).toBe(reason);
  });
});
