import type { components } from '../api/schema/live';

type Messages = {
  [Name in keyof components['responses']]: components['responses'][Name] extends {
    content: { 'application/json': infer Message };
  }
    ? Message
    : never;
};

/** Every piece of news, by its name; what concerns the line itself is not news. */
export type News = {
  [Name in keyof Messages as Messages[Name] extends { data: unknown } ? Name : never]: Messages[Name];
};

export type NewsName = keyof News;
export type AnyNews = News[NewsName];
export type Ready = Messages['ready'];
export type Refused = Messages['refused'];
export type Shutdown = Messages['shutdown'];
