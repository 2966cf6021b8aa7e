import './landing.css';
import { Link } from '@tanstack/react-router';
import { mayAskFreely } from '../access/may.ts';
import { useMe } from '../access/use-me.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { Now } from './Now.tsx';
import { Page } from './Page.tsx';

/** The front door: what this is, how the month goes, where to go next. */
export function LandingPage() {
  useLanguage();
  const me = useMe();
  const stranger = me === 'nobody';
  return (
    <Page title={m.tagline()}>
      <h1>{m.tagline()}</h1>
      <p className="page-lead">{m.landing_lead()}</p>
      {stranger ? (
        <p className="landing-enter">
          <a className="button" href="/login">
            {m.sign_in()}
          </a>
          {/* A page of its own, for a television needs no account to ask to be let in. */}
          <a href="/wall">{m.landing_pair()}</a>
        </p>
      ) : (
        <>
          {me === undefined ? <div className="now now-waiting" /> : <Now />}
          <nav className="doors" aria-label={m.tagline()}>
            <Walls />
            {(me === undefined || mayAskFreely(me)) && (
              <Link to="/explore" className="door">
                <h2>{m.landing_explore_title()}</h2>
                <p>{m.landing_explore_text()}</p>
                <span className="door-action">{m.landing_explore_action()}</span>
              </Link>
            )}
          </nav>
        </>
      )}
    </Page>
  );
}

function Walls() {
  return (
    <div className="door">
      <h2>{m.landing_wall_title()}</h2>
      <p>{m.landing_wall_text()}</p>
      <p className="door-actions">
        <Link to="/wall/$board" params={{ board: 'today' }} className="door-action">
          {m.board_today()}
        </Link>
        <Link to="/wall/$board" params={{ board: 'sales' }} className="door-action">
          {m.board_sales()}
        </Link>
        <Link to="/wall/$board" params={{ board: 'team' }} className="door-action">
          {m.board_team()}
        </Link>
      </p>
    </div>
  );
}
