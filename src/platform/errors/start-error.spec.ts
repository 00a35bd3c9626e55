import { dataDirectoryError, StartError } from './start-error';

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('dataDirectoryError', () => {
  it.each([
    ['EROFS', 'the disk is read-only'],
    ['ENOSPC', 'the disk is full'],
    ['EACCES', 'this user may not write there'],
  ])('explains %s in one sentence that says what to do', (code, reason) => {
    const error = dataDirectoryError('/data', systemError(code));
    expect(error).toBeInstanceOf(StartError);
    expect((error as Error).message).toBe(
      `The data directory /data cannot be used: ${reason}. Set RUBI_DATA_DIR to a directory that can be written.`,
    );
  });

  it('passes on what it does not know', () => {
    const error = systemError('EIO');
    expect(dataDirectoryError('/data', error)).toBe(error);
  });
});
