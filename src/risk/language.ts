/** The languages in which a decision is explained. */
export type Language = 'en' | 'fr';

/** One sentence in every language. `{name}` stands for a value of that name. */
export type Sentence = Readonly<Record<Language, string>>;
