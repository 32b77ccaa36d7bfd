import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite build web` writes dist/web; `npx vite web` serves it for development, with the API of a running instance behind it. */
export default defineConfig({
  plugins: [react()],
  // nothing inlined: the content security policy takes files only
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  server: { host: '127.0.0.1', proxy: { '/api': process.env.TACITE_API ?? 'http://127.0.0.1:3000' } },
});
