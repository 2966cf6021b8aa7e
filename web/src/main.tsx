import '@fontsource-variable/onest';
import './tokens.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useLanguage } from './i18n/use-language.ts';
import { router } from './routes.tsx';

/** The application; a new language redraws it from the top. */
function App() {
  return <RouterProvider key={useLanguage()} router={router} />;
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
