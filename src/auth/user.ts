/** A person, as the rest of this room knows them. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly language: Language;
  /** An IANA name; null: the browser's own. */
  readonly timeZone: string | null;
  /** Three letters; null: each account's own. */
  readonly currency: string | null;
  readonly passwordHash: string;
  readonly accessEpoch: number;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a person may change of how they read; what is absent stays as it is. */
export type Preferences = Partial<Pick<User, 'language' | 'timeZone' | 'currency'>>;

export type NewUser = Pick<User, 'email' | 'username' | 'language' | 'passwordHash' | 'createdAt'>;

/** Usernames cannot contain an @, so a name to log in with is either one or the other. */
export function isEmail(name: string): boolean {
  return name.includes('@');
}
