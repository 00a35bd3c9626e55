import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsEmailAddress, IsPassword, IsUsername } from './credential-fields';

class Person {
  @IsUsername() readonly username!: string;
  @IsEmailAddress() readonly email!: string;
  @IsPassword() readonly password!: string;
}

const jeanne = { username: 'jeanne', email: 'jeanne@example.com', password: 'SecurePassword123!' };

function read(change: object): { person: Person; wrong: string[] } {
  const person = plainToInstance(Person, { ...jeanne, ...change });
  return { person, wrong: validateSync(person).map(({ property }) => property) };
}

describe('usernames and e-mail addresses', () => {
  it('are read in lower case, without the spaces around them', () => {
    const { person, wrong } = read({ username: ' Jeanne.D-Arc_1 ', email: ' Jeanne@Example.COM' });
    expect(wrong).toEqual([]);
    expect(person).toMatchObject({ username: 'jeanne.d-arc_1', email: 'jeanne@example.com' });
  });

  it.each([
    'jo',
    'a'.repeat(65),
    '-jeanne',
    'jeanne@example',
    'jean ne',
    'jeanné',
    'jean\nne',
    42,
    null,
    ['jeanne'],
  ])('refuse the username %j', (username) => {
    expect(read({ username }).wrong).toEqual(['username']);
  });

  it.each([
    'jeanne',
    'jeanne@localhost',
    'a@b@c.fr',
    'jean ne@example.com',
    `${'a'.repeat(65)}@example.com`,
    'j@-a.fr',
    'j@a..fr',
    '"j"@a.fr',
    'j@1.2.3.4',
    `j@${'a.'.repeat(130)}fr`,
    {},
    null,
  ])('refuse the e-mail address %j', (email) => {
    expect(read({ email }).wrong).toEqual(['email']);
  });

  it.each(['j@a.fr', "o'neil+rubi@sub.example.co.uk", 'jeanne@exämple.com', 'j@xn--exmple-cua.com'])(
    'take the e-mail address %s',
    (email) => {
      expect(read({ email }).wrong).toEqual([]);
    },
  );
});

describe('passwords', () => {
  it('are taken as they were typed', () => {
    expect(read({ password: '  Two SPACES before, one after ' }).person.password).toBe(
      '  Two SPACES before, one after ',
    );
  });

  it.each(['', '\ud83d', 'a'.repeat(257), 12345678, null, ['SecurePassword123!']])(
    'refuse %j',
    (password) => {
      expect(read({ password }).wrong).toEqual(['password']);
    },
  );
});
