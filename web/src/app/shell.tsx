import { Button, Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import i18next from 'i18next';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { login } from '../api/login';
import { useMe } from '../api/queries';
import { classes } from '../design/design';
import { Gem, Icon, type IconName } from '../design/icons';
import { Live } from '../live/live';
import { HaltBanner } from './halt-banner';
import { LinePill } from './line-pill';
import styles from './shell.module.css';
import { StopControl } from './stop-control';
import { toast } from './toasts';

const PLACES = [
  { path: '/', name: 'dashboard' },
  { path: '/signals', name: 'signals' },
  { path: '/positions', name: 'positions' },
  { path: '/history', name: 'history' },
  { path: '/statistics', name: 'statistics' },
  { path: '/risk', name: 'risk' },
  { path: '/terminals', name: 'terminals' },
  { path: '/tokens', name: 'tokens' },
  { path: '/account', name: 'account' },
] as const satisfies readonly { path: string; name: IconName }[];

type Place = (typeof PLACES)[number];

/** What fits under a thumb; the rest is behind "more". */
const AT_HAND = PLACES.slice(0, 4);

function sayBack(): void {
  toast(i18next.t('line.back'));
}

/** Everything around the screens: where one can go, how the line is, and the stop, always in reach. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const [moreOpened, more] = useDisclosure(false);
  return (
    <Live onBack={sayBack}>
      <a className={styles['skip']} href="#main">
        {t('shell.skip')}
      </a>
      <div className={styles['frame']}>
        <aside className={styles['sidebar']}>
          <Brand />
          <nav aria-label={t('shell.navigation')} className={styles['places']}>
            {PLACES.map((place) => (
              <PlaceLink key={place.path} place={place} />
            ))}
          </nav>
          <Me />
        </aside>
        <div className={styles['column']}>
          <section className={styles['top']} aria-label={t('shell.controls')}>
            <span className={styles['topBrand']}>
              <Brand />
            </span>
            <LinePill />
            <StopControl />
          </section>
          <HaltBanner />
          <main id="main" className={styles['main']} tabIndex={-1}>
            {children}
          </main>
        </div>
        <nav aria-label={t('shell.navigation')} className={styles['tabs']}>
          {AT_HAND.map((place) => (
            <PlaceLink key={place.path} place={place} />
          ))}
          <UnstyledButton className={styles['place']} onClick={more.open} aria-haspopup="dialog">
            <Icon name="more" size={20} />
            <span>{t('shell.more')}</span>
          </UnstyledButton>
        </nav>
      </div>
      <Drawer
        opened={moreOpened}
        onClose={more.close}
        position="bottom"
        size="auto"
        title={t('shell.more')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <nav aria-label={t('shell.more')} className={styles['places']} onClick={more.close}>
          {PLACES.slice(AT_HAND.length).map((place) => (
            <PlaceLink key={place.path} place={place} />
          ))}
        </nav>
        <Me />
      </Drawer>
    </Live>
  );
}

export function Brand(): ReactNode {
  return (
    <Link href="/" className={styles['brand']}>
      <Gem />
      <span>Rubi Studio</span>
    </Link>
  );
}

function PlaceLink({ place }: { readonly place: Place }): ReactNode {
  const { t } = useTranslation();
  const [location] = useLocation();
  const here = place.path === '/' ? location === '/' : location.startsWith(place.path);
  return (
    <Link
      href={place.path}
      className={classes(styles['place'], here && styles['here'])}
      aria-current={here ? 'page' : undefined}
    >
      <Icon name={place.name} size={20} />
      <span>{t(`places.${place.name}`)}</span>
    </Link>
  );
}

function Me(): ReactNode {
  const { t } = useTranslation();
  const { data: me } = useMe();
  return (
    <div className={styles['me']}>
      <span className={styles['meName']} title={me?.email}>
        {me?.username}
      </span>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<Icon name="leave" size={16} />}
        onClick={() => void login.logOut()}
      >
        {t('shell.logOut')}
      </Button>
    </div>
  );
}
