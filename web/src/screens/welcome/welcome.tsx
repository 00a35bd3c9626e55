import { Stepper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { PageHead } from '../../design/design';
import { AllowStep } from './allow-step';
import { ConnectStep } from './connect-step';
import { TasteStep } from './taste-step';
import { TokenStep } from './token-step';
import styles from './welcome.module.css';

/** From a new account to a connected terminal. Each step may be visited again; the token stays until the page is left. */
export default function WelcomeScreen(): ReactNode {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 47.99em)');
  const [, go] = useLocation();
  const [step, setStep] = useState(0);
  const [token, setToken] = useState<string | null>(null);
  const next = (): void => {
    setStep(step + 1);
    document.getElementById('main')?.focus();
    window.scrollTo({ top: 0 });
  };
  const steps = [
    { label: t('welcome.steps.taste'), content: <TasteStep onDone={next} /> },
    {
      label: t('welcome.steps.token'),
      content: <TokenStep token={token} onMade={setToken} onDone={next} />,
    },
    { label: t('welcome.steps.allow'), content: <AllowStep onDone={next} /> },
    {
      label: t('welcome.steps.connect'),
      content: (
        <ConnectStep
          onDone={() => {
            go('/');
          }}
        />
      ),
    },
  ];
  return (
    <div className={styles['wizard']}>
      <PageHead
        title={t('welcome.title')}
        text={t('welcome.text')}
        actions={
          <Link href="/" className="small">
            {t('welcome.later')}
          </Link>
        }
      />
      <Stepper
        active={step}
        onStepClick={(chosen) => {
          if (chosen <= step) setStep(chosen);
        }}
        size="sm"
        iconSize={30}
        orientation="horizontal"
        allowNextStepsSelect={false}
      >
        {steps.map(({ label, content }) => (
          <Stepper.Step
            key={label}
            label={<span className={narrow ? 'visually-hidden' : undefined}>{label}</span>}
          >
            <section className={styles['step']} aria-label={label}>
              {content}
            </section>
          </Stepper.Step>
        ))}
      </Stepper>
    </div>
  );
}
