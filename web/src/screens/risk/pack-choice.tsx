import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { type Account, KEYS, type RiskProfile } from '../../api/queries';
import { type GuardChoice, type RulePack, useRulePacks } from '../../api/risk';
import { toast } from '../../app/toasts';
import { Caution, Trouble } from '../../design/design';
import { Dialog, DialogEnd } from '../../design/dialog';
import { NumberField } from '../../design/number-field';
import { useFormat } from '../../format/format';
import styles from './risk.module.css';
import { PackPreview } from './pack-preview';
import { useRuleSentence } from './rule-words';
import { OWN_PACK, wholeProfile } from './whole-profile';

interface PackChoiceProps {
  readonly account: Account;
  readonly profile: RiskProfile;
}

/** Chooses the loss rules of an account: what they say is read before, and what they will do is confirmed. */
export function PackChoice({ account, profile }: PackChoiceProps): ReactNode {
  const { t } = useTranslation();
  const { data: packs = [] } = useRulePacks();
  const { guard } = profile;
  const [chosen, setChosen] = useState(guard?.pack ?? '');
  const [initial, setInitial] = useState(guard?.initial_balance ?? account.balance);
  const [opened, dialog] = useDisclosure(false);
  const known = chosen === OWN_PACK && guard ? guard : packs.find(({ pack }) => pack === chosen);
  const hasInitial = chosen !== '' && chosen !== OWN_PACK;
  const isChanged =
    chosen !== (guard?.pack ?? '') || (hasInitial && initial !== (guard?.initial_balance ?? 0));
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('packs.choose')}
        description={t('packs.chooseHint')}
        value={chosen}
        onChange={(event) => {
          setChosen(event.currentTarget.value);
        }}
        data={[
          { value: '', label: t('packs.noPack') },
          ...(guard?.pack === OWN_PACK ? [{ value: OWN_PACK, label: t('packs.own') }] : []),
          ...packs.map(({ pack, name }) => ({ value: pack, label: name })),
        ]}
      />
      {!hasInitial ? null : (
        <NumberField
          label={t('packs.initial', { currency: account.currency })}
          description={t('packs.initialHint')}
          value={initial}
          min={1}
          decimalScale={2}
          onChange={(value) => {
            if (typeof value === 'number') setInitial(value);
          }}
        />
      )}
      {known === undefined ? null : <Rules pack={known} currency={account.currency} />}
      {hasInitial && isChanged && initial > 0 ? (
        <PackPreview
          accountId={account.account_id}
          guard={{ pack: chosen as GuardChoice['pack'], initial_balance: initial }}
        />
      ) : null}
      <Group justify="flex-end">
        <Button disabled={!isChanged || initial <= 0} onClick={dialog.open} aria-haspopup="dialog">
          {t('packs.apply')}
        </Button>
      </Group>
      <Dialog opened={opened} onClose={dialog.close} title={t('packs.confirmTitle')}>
        <Confirmation
          account={account}
          profile={profile}
          pack={known}
          initial={initial}
          chosen={chosen}
          onDone={dialog.close}
        />
      </Dialog>
    </Stack>
  );
}

function Rules({
  pack,
  currency,
}: {
  readonly pack: Pick<RulePack, 'rules' | 'ladder' | 'to_confirm'>;
  readonly currency: string;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useRuleSentence();
  const { ladder } = pack;
  const percent = (part: number): string => format.percent(part * 100, 0);
  return (
    <div className={styles['effect']}>
      <ul className={styles['sentences']}>
        {pack.rules.map((rule) => (
          <li key={rule.id}>{sentence(rule, ladder, currency)}</li>
        ))}
        <li>
          {t('rules.ladder', {
            warn: percent(ladder.warn_at),
            reduce: percent(ladder.reduce_at),
            to: percent(ladder.reduce_to),
            block: percent(ladder.block_at),
          })}
        </li>
      </ul>
      {pack.to_confirm.length === 0 ? null : <p className="small">{t('packs.toConfirm')}</p>}
    </div>
  );
}

function Confirmation(
  props: PackChoiceProps & {
    readonly pack: Pick<RulePack, 'rules' | 'ladder' | 'to_confirm'> | undefined;
    readonly chosen: string;
    readonly initial: number;
    readonly onDone: () => void;
  },
): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { account, profile, pack, chosen, initial, onDone } = props;
  const choose = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT('/api/v1/accounts/{accountId}/risk-profile', {
          params: { path: { accountId: account.account_id } },
          body: wholeProfile(
            profile,
            chosen === OWN_PACK
              ? {}
              : { guard: chosen === '' ? null : { pack: chosen, initial_balance: initial } },
          ),
        }),
      ),
    onSuccess: async (saved) => {
      client.setQueryData(KEYS.riskProfile(account.account_id), saved);
      await client.invalidateQueries({ queryKey: KEYS.riskState });
      toast(t('risk.saved'));
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate();
      }}
    >
      <Stack gap="md">
        {pack === undefined ? null : <Rules pack={pack} currency={account.currency} />}
        <Caution>
          {t(pack === undefined ? 'packs.consequenceNone' : 'packs.consequence', {
            account: account.account_number,
          })}
        </Caution>
        {choose.error ? <Trouble error={choose.error} /> : null}
        <DialogEnd onCancel={onDone}>
          <Button type="submit" loading={choose.isPending} data-autofocus>
            {t('packs.confirm')}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}
