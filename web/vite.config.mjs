import { defineConfig } from 'vite';

/** The address of a running backend, for `npm run web:dev`. */
const BACKEND = 'http://127.0.0.1:8000';

export default defineConfig({
  root: import.meta.dirname,
  // Relative to nothing: the server serves the application at its root only.
  base: '/',
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and pictures stay files: a data URL would not be cached apart from the script around it.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      onLog(level, log, handle) {
        // Libraries mark modules for frameworks that render on servers; nothing here does.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  server: {
    proxy: {
      '/api': BACKEND,
      '/health': BACKEND,
      '/socket.io': { target: BACKEND, ws: true },
    },
  },
});
