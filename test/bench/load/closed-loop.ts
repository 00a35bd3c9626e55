import { HttpLine, postRequest } from './http-line';
import { type ClosedJob, type Outcome } from './job';
import { signalBody } from './signal-bodies';
import { Tally } from './tally';

export async function closedLoop({
  port,
  path,
  connections,
  durationMs,
  tokens,
}: ClosedJob): Promise<Outcome> {
  const lines = await Promise.all(Array.from({ length: connections }, () => HttpLine.open(port)));
  const tally = new Tally();
  const end = performance.now() + durationMs;
  let next = 0;
  const work = async (line: HttpLine): Promise<void> => {
    while (performance.now() < end) {
      const token = tokens[next++ % tokens.length] ?? '';
      const request = postRequest(path, token, signalBody());
      const begun = performance.now();
      const { status, body } = await line.send(request);
      if (status === 201) tally.durations.push(performance.now() - begun);
      else tally.fail(`${status} ${body.toString('utf8', 0, 200)}`);
    }
  };
  await Promise.all(lines.map(work));
  const outcome = tally.outcome();
  for (const line of lines) line.close();
  return outcome;
}
