import { failpoint } from './failpoint';

type Failpoint = typeof failpoint;

describe('failpoint', () => {
  const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  const before = { ...process.env };

  afterEach(() => {
    process.env = { ...before };
    kill.mockClear();
  });
  afterAll(() => {
    kill.mockRestore();
  });

  function load(environment: Readonly<Record<string, string>>): Failpoint {
    process.env = { ...before, ...environment };
    let loaded: Failpoint = failpoint;
    jest.isolateModules(() => {
      ({ failpoint: loaded } = jest.requireActual<{ failpoint: Failpoint }>('./failpoint'));
    });
    return loaded;
  }

  it('kills at the passing that was named, and not before', () => {
    const point = load({ NODE_ENV: 'test', RUBI_FAILPOINTS: 'S3:2' });
    point('S3');
    point('S1');
    expect(kill).not.toHaveBeenCalled();
    point('S3');
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGKILL');
  });

  it.each(['production', 'development', ''])('does nothing under NODE_ENV=%s', (NODE_ENV) => {
    const point = load({ NODE_ENV, RUBI_FAILPOINTS: 'S3' });
    point('S3');
    expect(kill).not.toHaveBeenCalled();
  });

  it('does nothing unless it is asked', () => {
    const point = load({ NODE_ENV: 'test', RUBI_FAILPOINTS: '' });
    point('S3');
    expect(kill).not.toHaveBeenCalled();
  });
});
