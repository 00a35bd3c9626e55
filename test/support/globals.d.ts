import { type EmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres';

declare global {
  /** From the set-up of a test run to its teardown; absent when TEST_DATABASE_URL names a server. */
  var testServer: EmbeddedPostgres | undefined;
}
