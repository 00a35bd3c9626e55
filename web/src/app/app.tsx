import { MantineProvider, type MantineColorScheme } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { login } from '../api/login';
import { asProblem } from '../api/problem';
import { changeLanguage } from '../i18n/i18n';
import { nonce } from './nonce';
import { usePreferences } from './preferences';
import { Shell } from './shell';
import { Signpost } from './signpost';
import { theme } from './theme';
import { Toasts } from './toasts';
import { persistently } from './persistently';

const Account = lazy(persistently(() => import('../screens/account/account')));
const Dashboard = lazy(persistently(() => import('../screens/dashboard/dashboard')));
const History = lazy(persistently(() => import('../screens/history/history')));
const Login = lazy(persistently(() => import('../screens/login/login')));
const Positions = lazy(persistently(() => import('../screens/positions/positions')));
const Register = lazy(persistently(() => import('../screens/login/register')));
const Risk = lazy(persistently(() => import('../screens/risk/risk')));
const Signals = lazy(persistently(() => import('../screens/signals/signals')));
const Statistics = lazy(persistently(() => import('../screens/statistics/statistics')));
const Status = lazy(persistently(() => import('../screens/status/status')));
const Terminals = lazy(persistently(() => import('../screens/terminals/terminals')));
const Tokens = lazy(persistently(() => import('../screens/tokens/tokens')));
const Welcome = lazy(persistently(() => import('../screens/welcome/welcome')));

/** No answer, too many questions, too much to do: asked again a moment later, all is well as a rule. */
const PASSES_SOON: readonly number[] = [0, 429, 503];

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The live feed says when something is stale; this is for what it does not carry.
      staleTime: 30_000,
      refetchInterval: 60_000,
      retry: (failures, error) => PASSES_SOON.includes(asProblem(error).status) && failures < 3,
    },
  },
});

// Nothing of one person is left for the next. When it happens, not when a screen is drawn: a screen may be asking already.
login.subscribe(() => {
  if (login.state === 'out') queries.clear();
});

export function App(): ReactNode {
  const { theme: colours, language, profitColours } = usePreferences();
  useEffect(() => void changeLanguage(language), [language]);
  useLayoutEffect(() => {
    document.documentElement.dataset['profit'] = profitColours;
  }, [profitColours]);
  const scheme = useScheme(colours);
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} getStyleNonce={nonce}>
      <QueryClientProvider client={queries}>
        <Suspense fallback={null}>
          <Screens />
        </Suspense>
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Screens(): ReactNode {
  const state = useSyncExternalStore(login.subscribe, () => login.state);
  if (state !== 'in') {
    return (
      <Switch>
        <Route path="/status" component={Status} />
        <Route path="/register" component={Register} />
        <Route component={Login} />
      </Switch>
    );
  }
  return (
    <Switch>
      <Route path="/status" component={Status} />
      <Route path="/login">
        <Redirect to="/" replace />
      </Route>
      <Route path="/register">
        <Redirect to="/welcome" replace />
      </Route>
      <Route>
        <Shell>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/" component={Dashboard} />
              <Route path="/welcome" component={Welcome} />
              <Route path="/signals/:id?" component={Signals} />
              <Route path="/positions" component={Positions} />
              <Route path="/history" component={History} />
              <Route path="/statistics" component={Statistics} />
              <Route path="/risk" component={Risk} />
              <Route path="/terminals" component={Terminals} />
              <Route path="/tokens" component={Tokens} />
              <Route path="/account" component={Account} />
              <Route component={Signpost} />
            </Switch>
          </Suspense>
        </Shell>
      </Route>
    </Switch>
  );
}

/** The scheme of the system is followed while it changes: dusk comes in the middle of a session. */
function useScheme(chosen: MantineColorScheme | 'system'): 'light' | 'dark' {
  const dark = useSyncExternalStore(
    (listener) => {
      DARK.addEventListener('change', listener);
      return () => {
        DARK.removeEventListener('change', listener);
      };
    },
    () => DARK.matches,
  );
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return dark ? 'dark' : 'light';
}

const DARK = window.matchMedia('(prefers-color-scheme: dark)');
