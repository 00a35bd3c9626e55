/** A person, as the rest of this room knows them. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly language: Language;
  readonly passwordHash: string;
  readonly accessEpoch: number;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export type NewUser = Pick<User, 'email' | 'username' | 'language' | 'passwordHash' | 'createdAt'>;

/** Usernames cannot contain an @, so a name to log in with is either one or the other. */
export function isEmail(name: string): boolean {
  return name.includes('@');
}
