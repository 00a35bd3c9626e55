import { type Place } from '../language/token';

/** Something in the source that MetaEditor would refuse, or that this house does not do. */
export interface Finding {
  readonly rule: string;
  readonly place: Place;
  readonly reason: string;
}

export type Report = (rule: string, place: Place, reason: string) => void;
