import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readFilter } from './audit/filter.ts';
import { RouteFailure } from './pages/RouteFailure.tsx';

const root = createRootRoute({
  notFoundComponent: lazyRouteComponent(() => import('./pages/NotFoundPage.tsx'), 'NotFoundPage'),
});

const landing = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/LandingPage.tsx'), 'LandingPage'),
});

const pairing = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  component: lazyRouteComponent(() => import('./pairing/PairingPage.tsx'), 'PairingPage'),
});

const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall/$board',
  component: lazyRouteComponent(() => import('./walls/WallPage.tsx'), 'WallPage'),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('./login/LoginPage.tsx'), 'LoginPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup/SetupPage.tsx'), 'SetupPage'),
});

const screens = createRoute({
  getParentRoute: () => root,
  path: '/screens',
  component: lazyRouteComponent(() => import('./screens/ScreensPage.tsx'), 'ScreensPage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/AccountPage.tsx'), 'AccountPage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: readFilter,
  component: lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage'),
});

const explore = createRoute({
  getParentRoute: () => root,
  path: '/explore',
  component: lazyRouteComponent(() => import('./explore/ExplorePage.tsx'), 'ExplorePage'),
});

/** Every address of the application. Each page is a chunk of its own: a wall loads no editor and no forms. */
export const router = createRouter({
  routeTree: root.addChildren([landing, pairing, wall, login, setup, screens, account, people, audit, explore]),
  defaultErrorComponent: RouteFailure,
  defaultPendingMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
