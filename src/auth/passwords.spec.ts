import { PasswordsBusyError } from './auth.errors';
import { Passwords } from './passwords';

describe('Passwords', () => {
  let passwords: Passwords;

  beforeAll(async () => {
    passwords = new Passwords();
    await passwords.onModuleInit();
  });

  it('hashes with Argon2id at the cost that OWASP asks for, and a salt of its own', async () => {
    const [once, twice] = await Promise.all([
      passwords.hash('SecurePassword123!'),
      passwords.hash('SecurePassword123!'),
    ]);
    expect(once).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(twice).not.toBe(once);
  });

  it('knows the right password from a wrong one', async () => {
    const hash = await passwords.hash('SecurePassword123!');
    expect(await passwords.verify(hash, 'SecurePassword123!')).toBe(true);
    expect(await passwords.verify(hash, 'securepassword123!')).toBe(false);
  });

  it('finds the candidate whom a password fits, and nobody among none', async () => {
    const ana = { name: 'ana', passwordHash: await passwords.hash('the password of ana') };
    const ben = { name: 'ben', passwordHash: await passwords.hash('the password of ben') };
    expect(await passwords.firstMatch([ana, ben], 'the password of ben', 3)).toBe(ben);
    expect(await passwords.firstMatch([ana, ben], 'of nobody', 3)).toBeUndefined();
    expect(await passwords.firstMatch<typeof ana>([], 'nobody has this password', 1)).toBeUndefined();
  });

  it('refuses work beyond its queue instead of letting everybody wait', async () => {
    const rush = await Promise.allSettled(Array.from({ length: 80 }, () => passwords.hash('x'.repeat(8))));
    const refused = rush.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(80 - 2 - 64); // two at work, 64 waiting
    for (const one of refused) expect(one.reason).toBeInstanceOf(PasswordsBusyError);
    await expect(passwords.hash('the rush is over')).resolves.toContain('$argon2id$');
  });
});
