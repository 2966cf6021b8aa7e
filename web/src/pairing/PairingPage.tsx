import './pairing.css';
import '../walls/wall.css';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { loginFor } from '../access/next-path.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { reloadWhenReachable } from '../live/new-version.ts';
import { pause } from '../live/retry-wait.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { QrCode } from '../ui/QrCode.tsx';
import { CodeLetters } from './CodeLetters.tsx';
import { PairingSteps } from './PairingSteps.tsx';
import { TimeLeft } from './TimeLeft.tsx';
import { usePairing } from './use-pairing.ts';

const RESTART = 30_000;

/** A screen that nobody knows yet: a code to type on a phone, or to point its camera at. */
export function PairingPage() {
  useLanguage();
  return (
    <ErrorBoundary fallback={<div className="wall" />} onFailure={() => void pause(RESTART).then(reloadWhenReachable)}>
      <Pairing />
    </ErrorBoundary>
  );
}

function Pairing() {
  const other = useLanguage() === 'ru' ? 'en' : 'ru';
  const router = useRouter();
  const go = useCallback((path: string) => router.history.replace(path), [router]);
  // The router would write a bare `?pair` as `?pair=`: only its presence counts.
  const always = new URLSearchParams(window.location.search).has('pair');
  const { code, reachable, denied, departmentName, guest } = usePairing(always, go);
  return (
    <div className="wall pairing">
      <title>{`${m.pairing_title()} · ${departmentName ?? m.product()}`}</title>
      <div className="pairing-frame">
        <header className="pairing-header">
          <h1>
            {m.pairing_title()}
            <span lang={other}>{m.pairing_title({}, { locale: other })}</span>
          </h1>
          {departmentName && <p>{departmentName}</p>}
        </header>
        <main className="pairing-main">
          <div className="pairing-words">
            <CodeLetters code={code?.userCode} />
            <PairingSteps uri={code?.uri} />
          </div>
          <div className="pairing-qr" data-empty={!code || undefined}>
            {code && <QrCode text={code.completeUri} label={m.pairing_qr()} />}
          </div>
        </main>
        <footer className="pairing-footer" role="status">
          {reachable ? denied ? <p>{m.pairing_denied()}</p> : <TimeLeft code={code} /> : <p>{m.pairing_offline()}</p>}
          <a href={guest ? '/wall/today' : loginFor('/wall/today')}>
            {guest ? m.pairing_just_look() : m.pairing_not_a_screen()}
          </a>
        </footer>
      </div>
    </div>
  );
}
