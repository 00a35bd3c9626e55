import { dataDirectoryError } from '../../errors/start-error';
import { initdbFailure } from './initdb-failure';

const BEGINNING = `The files belonging to this database system will be owned by user "postgres".
This user must also own the server process.

creating subdirectories ... ok
`;

describe('why a database could not be made', () => {
  it('is its complaint alone', () => {
    const output = `${BEGINNING}initdb: error: invalid locale name "xx"\ninitdb: removing contents of data directory "/x"`;
    expect(initdbFailure(output).message).toBe(
      'The database could not be made: initdb: error: invalid locale name "xx"',
    );
  });

  it('is a full disk in the words of every other full disk', () => {
    const output = `${BEGINNING}creating configuration files ... initdb: error: could not close file "/x/postgresql.conf": No space left on device`;
    expect(dataDirectoryError('/x', initdbFailure(output))).toMatchObject({
      message:
        'The data directory /x cannot be used: the disk is full. Set RUBI_DATA_DIR to a directory that can be written.',
    });
  });

  it('is everything where there is no complaint', () => {
    expect(initdbFailure('libicu is missing').message).toContain('libicu is missing');
  });
});
