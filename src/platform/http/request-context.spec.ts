import { setImmediate as turn } from 'node:timers/promises';
import { currentRequest, forEverybody, type RequestContext, withinRequest } from './request-context';

describe('forEverybody', () => {
  it.each([
    ['that has one', 'anna'],
    ['that learns of one later', undefined],
  ])('works for no owner, also on behalf of a request %s', async (_, owner) => {
    const context: RequestContext = { requestId: 'request', userId: undefined, owner };
    const seen = withinRequest(context, () => {
      const work = forEverybody(async () => {
        await turn();
        return currentRequest()?.owner;
      });
      context.owner = 'anna';
      return work;
    });
    expect(await seen).toBeUndefined();
  });
});
