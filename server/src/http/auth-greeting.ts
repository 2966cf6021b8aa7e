import type { Request, Response } from 'express';
import { guestViewer, type Viewer } from '../access/viewer.ts';
import { type DemoPerson, listDemoPeople } from '../accounts/demo-accounts.ts';
import { isUnclaimed } from '../accounts/set-up.ts';
import { bearerOf, clearSessionCookie } from './auth-cookies.ts';
import type { AuthOptions } from './auth-options.ts';

interface Greeting {
  departmentName: string;
  demo: boolean;
  /** no account exists yet */
  setUp: boolean;
  oidc: { name: string } | null;
  /** whom a visitor of the demo may be */
  people: (Omit<DemoPerson, 'role'> & { role: string })[];
  viewer: { name: string; role: string; kind: string; board: string | null } | null;
}

/** What a page may know before anybody has signed in, and who its cookie says one is. */
export async function greet(options: AuthOptions, request: Request, response: Response): Promise<Greeting> {
  const { database, settings } = options.around;
  const { departmentName, demo } = settings();
  const people = demo ? await listDemoPeople(database.owner) : [];
  return {
    ...{ departmentName, demo },
    setUp: !demo && (await isUnclaimed(database.app)),
    oidc: options.config.oidc && { name: options.config.oidc.name },
    people: people.map((person) => ({ ...person, role: person.role.toUpperCase() })),
    viewer: shown(await recognised(options, request, response)),
  };
}

async function recognised(options: AuthOptions, request: Request, response: Response): Promise<Viewer | null> {
  const session = await bearerOf(options, request, 'session');
  if (session) return session.holder.viewer;
  const screen = await bearerOf(options, request, 'screen');
  // a session's cookie that holds no more would go on counting before the screen's
  if (screen) clearSessionCookie(options, response);
  if (screen) return screen.holder.viewer;
  return options.around.settings().demo ? guestViewer(null) : null;
}

function shown(viewer: Viewer | null): Greeting['viewer'] {
  return viewer && { name: viewer.name, role: viewer.role.toUpperCase(), kind: viewer.kind, board: viewer.board };
}
