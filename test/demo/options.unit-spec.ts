import { readOptions } from './options';

describe('readOptions', () => {
  it('runs until it is stopped, with seed 1, when nothing is said', () => {
    expect(readOptions([])).toEqual({ seconds: null, signals: null, seed: 1, port: null, ea: false });
  });

  it('reads a scripted run', () => {
    const options = readOptions([
      '--seconds',
      '20',
      '--signals',
      '10',
      '--seed',
      '7',
      '--port',
      '8123',
      '--ea',
    ]);

    expect(options).toEqual({ seconds: 20, signals: 10, seed: 7, port: 8123, ea: true });
  });

  it.each([
    ['--seconds', 'soon', '--seconds must be a whole number from 1 to 86400, not "soon"'],
    ['--seconds', '0', '--seconds must be a whole number from 1 to 86400, not "0"'],
    ['--port', '70000', '--port must be a whole number from 1 to 65535, not "70000"'],
  ])('refuses %s %s', (name, value, sentence) => {
    expect(() => readOptions([name, value])).toThrow(sentence);
  });

  it('refuses an option it does not know', () => {
    expect(() => readOptions(['--second', '20'])).toThrow('--second');
  });
});
