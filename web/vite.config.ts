import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `http://localhost:${process.env.PORT ?? 4000}`;

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  // GraphiQL's worker setup uses `?worker` imports, which the dependency optimiser cannot follow.
  optimizeDeps: { exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'] },
  build: {
    target: 'es2022',
    // The editor of /explore is one big lazy chunk by nature; the budget of the wall is guarded by a test.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      onLog(level, log, defaultHandler) {
        // React Compiler leaves "use no memo" in the editor's libraries; bundlers drop it without harm.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') defaultHandler(level, log);
      },
    },
  },
  server: {
    // The server takes changes from its own pages only: behind this proxy we speak in its name.
    proxy: Object.fromEntries(
      ['/graphql', '/auth', '/pair'].map((path) => [
        path,
        { target: server, ws: path === '/graphql', changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
});
