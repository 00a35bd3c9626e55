import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { KEYS } from '../../api/queries';
import { Caution, Copyable, Trouble } from '../../design/design';
import { Icon } from '../../design/icons';
import { save } from '../../format/save';
import { expertInputs, presetFile } from './expert-inputs';
import styles from './welcome.module.css';

interface TokenStepProps {
  readonly token: string | null;
  readonly onMade: (token: string) => void;
  readonly onDone: () => void;
}

export function TokenStep({ token, onMade, onDone }: TokenStepProps): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/auth/tokens', {
          body: { name: t('welcome.token.name'), scopes: ['terminal'], expires_at: null },
        }),
      ),
    onSuccess: (made) => {
      onMade(made.token);
      return client.invalidateQueries({ queryKey: KEYS.tokens });
    },
  });
  return (
    <>
      <h2>{t('welcome.token.title')}</h2>
      <p className="quiet">{t('welcome.token.text')}</p>
      {make.error ? <Trouble error={make.error} /> : null}
      {token === null ? (
        <Button
          onClick={() => {
            make.mutate();
          }}
          loading={make.isPending}
        >
          {t('welcome.token.make')}
        </Button>
      ) : (
        <>
          <Copyable text={token} label={t('tokens.token')} />
          <div className={styles['space']}>
            <Caution>{t('tokens.once')}</Caution>
          </div>
          <h2>{t('welcome.token.inputs')}</h2>
          <p className="quiet">{t('welcome.token.inputsText')}</p>
          <table className={styles['inputs']}>
            <caption className="visually-hidden">{t('welcome.token.inputs')}</caption>
            <tbody>
              {expertInputs(token).map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td>
                    <code>{value}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button
            mt="md"
            variant="default"
            leftSection={<Icon name="download" />}
            onClick={() => {
              save('RubiStudio.set', presetFile(token));
            }}
          >
            {t('welcome.token.download')}
          </Button>
        </>
      )}
      <div className={styles['foot']}>
        <Button onClick={onDone} variant={token === null ? 'default' : 'filled'}>
          {t(token === null ? 'welcome.token.skip' : 'common.next')}
        </Button>
      </div>
    </>
  );
}
