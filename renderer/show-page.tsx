import './page.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { PageGuard } from './PageGuard.tsx';
import { watchForCodes } from './server/door.ts';
import { renewAddresses } from './server/signed-address.ts';
import { theme } from './theme.ts';

// The server writes a fresh nonce into the page; style elements made at run time carry it.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

watchForCodes();
renewAddresses();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} forceColorScheme="dark" getStyleNonce={() => nonce}>
      <PageGuard>
        <App />
      </PageGuard>
    </MantineProvider>
  </StrictMode>,
);
