import './landing.css';
import { Link } from '@tanstack/react-router';
import { mayAskFreely, mayOpen } from '../access/may.ts';
import type { Me } from '../access/me.ts';
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
            {me !== undefined && <Keys me={me} />}
          </nav>
        </>
      )}
    </Page>
  );
}

/** Who and what may come in: only for those who have a say in it. */
function Keys({ me }: { me: Me }) {
  if (!mayOpen(me, 'people') && !mayOpen(me, 'screens')) return null;
  return (
    <div className="door">
      <h2>{m.landing_keys_title()}</h2>
      <p>{m.landing_keys_text()}</p>
      <p className="door-actions">
        {mayOpen(me, 'people') && (
          <Link to="/people" className="door-action">
            {m.landing_keys_people()}
          </Link>
        )}
        {mayOpen(me, 'screens') && (
          <Link to="/screens" className="door-action">
            {m.landing_pair()}
          </Link>
        )}
      </p>
    </div>
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
