import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import './app/global.css';
import { login } from './api/login';
import { App } from './app/app';
import { nonce } from './app/nonce';
import { preferences } from './app/preferences';
import { startLanguages } from './i18n/i18n';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  // Under this name the dialogs' scroll lock looks for it.
  Object.assign(globalThis, { __webpack_nonce__: nonce() });
  await Promise.all([
    startLanguages(preferences().language),
    // A backend that does not answer is shown by the screens, which ask again.
    login.resume().catch(() => undefined),
  ]);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
