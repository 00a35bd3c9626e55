import { BoundedMap } from '../platform/memory/bounded-map';

const MOST_REMEMBERED = 500;

/** Answers by what they were computed from: one is good as long as nothing of that changed. */
export class Answers<Answer> {
  private readonly remembered = new BoundedMap<string, Answer>(MOST_REMEMBERED);

  /** @param dependsOn what makes another answer, in one order */
  async of(
    dependsOn: readonly (string | number | undefined)[],
    compute: () => Promise<Answer>,
  ): Promise<Answer> {
    const key = JSON.stringify(dependsOn.map((part) => part ?? null));
    const answer = this.remembered.get(key) ?? (await compute());
    this.remembered.set(key, answer);
    return answer;
  }
}
