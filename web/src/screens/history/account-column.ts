import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/queries';
import type { Column } from '../../design/data-table';

interface OfAccount {
  readonly account_id: string;
}

/** The currency of each row's money, and a column that says whose it is, where there are several accounts. */
export function useAccountColumn<Row extends OfAccount>(
  accounts: readonly Account[],
): { readonly currencyOf: (row: Row) => string; readonly accountColumn: readonly Column<Row>[] } {
  const { t } = useTranslation();
  const accountOf = new Map(accounts.map((account) => [account.account_id, account]));
  const column: Column<Row> = {
    key: 'account',
    header: t('common.account'),
    cell: (row) => accountOf.get(row.account_id)?.account_number ?? '–',
  };
  return {
    currencyOf: (row) => accountOf.get(row.account_id)?.currency ?? '',
    accountColumn: accounts.length > 1 ? [column] : [],
  };
}
