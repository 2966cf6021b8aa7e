import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { RouteFailure } from './pages/RouteFailure.tsx';

const root = createRootRoute({
  notFoundComponent: lazyRouteComponent(() => import('./pages/NotFoundPage.tsx'), 'NotFoundPage'),
});

const landing = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/LandingPage.tsx'), 'LandingPage'),
});

const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  beforeLoad: () => {
    throw redirect({ to: '/wall/today' });
  },
});

const wallToday = createRoute({
  getParentRoute: () => root,
  path: '/wall/today',
  component: lazyRouteComponent(() => import('./walls/WallPage.tsx'), 'WallPage'),
});

const explore = createRoute({
  getParentRoute: () => root,
  path: '/explore',
  component: lazyRouteComponent(() => import('./explore/ExplorePage.tsx'), 'ExplorePage'),
});

/** Every address of the application. Each page is a chunk of its own: a wall loads no editor. */
export const router = createRouter({
  routeTree: root.addChildren([landing, wall, wallToday, explore]),
  defaultErrorComponent: RouteFailure,
  defaultPendingMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
