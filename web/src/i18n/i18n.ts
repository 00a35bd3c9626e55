import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { speak } from '../api/client';
import type { Language } from '../app/preferences';
import type { en } from './en';
import { typeset } from './typeset';

/** What every language has to say: the shape of English, any words. */
export type Texts<T = typeof en> = {
  readonly [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]>;
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

const LOADERS: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import('./en')).en,
  fr: async () => typeset<Texts>((await import('./fr')).fr),
};

/** Begins in one language; the other is fetched when somebody asks for it. */
export async function startLanguages(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await LOADERS[language]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  announce(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await LOADERS[language]());
  }
  await i18next.changeLanguage(language);
  announce(language);
}

function announce(language: Language): void {
  document.documentElement.lang = language;
  speak(language);
}
