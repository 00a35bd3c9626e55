import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readExport } from '../../api/statistics';
import { type Language, usePreferences } from '../../app/preferences';
import { toast } from '../../app/toasts';
import { Icon } from '../../design/icons';
import { save } from '../../format/save';
import { useProblemText } from '../../i18n/problems';

/** How a spreadsheet of this language reads a file by itself. */
const DIALECTS = {
  en: { separator: 'comma', decimal: 'point', bom: 'true' },
  fr: { separator: 'semicolon', decimal: 'comma', bom: 'true' },
} as const satisfies Record<Language, object>;

/** Everything that the filter lets through as a file, also what the screen does not show. */
export function DownloadButton(props: {
  readonly what: 'trades' | 'deals';
  readonly filter: {
    readonly account_id?: string;
    readonly symbol?: string;
    readonly from?: string;
    readonly to?: string;
  };
}): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const say = useProblemText();
  const [reading, setReading] = useState(false);
  const download = async (): Promise<void> => {
    setReading(true);
    try {
      const file = await readExport(props.what, { ...props.filter, ...DIALECTS[language] });
      save(`rubi-studio-${props.what}.csv`, file);
    } catch (error) {
      toast(say(error).text);
    } finally {
      setReading(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<Icon name="download" />}
      loading={reading}
      onClick={() => void download()}
    >
      {t('history.csv')}
    </Button>
  );
}
