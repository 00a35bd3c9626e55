import { ApiClient } from '../support/api-client';
import { type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

const LISTS = ['/trading/signals', '/trading/orders', '/trading/history'];

describe.each(LISTS)('the query of GET %s', (list) => {
  let test: TestApp;
  let person: Person;

  beforeAll(async () => {
    test = await startTestApp();
    person = await registerPerson(new ApiClient(test.url), 'lister');
  });

  afterAll(() => test.close());

  it('may be empty', async () => {
    const answer = await person.api.get(list);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ data: [], next_cursor: null });
  });

  it.each([
    ['limit=100000', '/limit'],
    ['limit=501', '/limit'],
    ['limit=0', '/limit'],
    ['limit=-1', '/limit'],
    ['limit=abc', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['limit[]=1', '/limit[]'],
    ['cursor=nonsense', '/cursor'],
    ['symbol=a&symbol=b', '/symbol'],
    ['symbol=\u0000', '/symbol'],
    ['symbol= EURUSD', '/symbol'],
    ['symbol=a name that no broker would ever give', '/symbol'],
    ['sort=id;drop table users', '/sort'],
    ['user_id=0f9a2f0e-58b7-4f0b-9a66-5b7d1d8f3a20', '/user_id'],
    ['__proto__=1', '/__proto__'],
    ['constructor=1', '/constructor'],
  ])('is refused with %s', async (query, pointer) => {
    const answer = await person.api.get(`${list}?${encodeURI(query)}`);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'REQUEST.INVALID', errors: [{ pointer }] });
  });

  it("takes a symbol for a name and nothing else: ' OR 1=1--", async () => {
    const answer = await person.api.get(`${list}?${encodeURI("symbol=' OR 1=1--")}`);
    expect(answer).toMatchObject({ status: 200, body: { data: [] } });
  });

  it('takes no cursor of another list', async () => {
    const foreign = Buffer.from('["x","y","z","1"]').toString('base64url');
    expect((await person.api.get(`${list}?cursor=${foreign}`)).status).toBe(422);
  });
});
