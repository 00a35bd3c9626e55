/** Why the process cannot start, in one sentence that tells the reader what to do. It is shown without a stack. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file',
};

/** Explains a failure to write in the data directory; any other failure is passed on as it is. */
export function dataDirectoryError(directory: string, cause: unknown): unknown {
  const reason = UNWRITABLE[(cause as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return cause;
  return new StartError(
    `The data directory ${directory} cannot be used: ${reason}. Set RUBI_DATA_DIR to a directory that can be written.`,
    { cause },
  );
}
