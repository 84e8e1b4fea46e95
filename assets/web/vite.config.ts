import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  base: "./",
  build: {
    outDir: process.env.XUEZHEN_WEB_DIST ?? "dist",
    emptyOutDir: true,
    target: "es2020",
    modulePreload: { polyfill: false }, // its inline script would need a hole in the content security policy
    rollupOptions: {
      output: { manualChunks: { charts: ["echarts/core", "echarts/charts", "echarts/components", "echarts/renderers"] } },
    },
    chunkSizeWarningLimit: 700,
  },
  // A bare system has no /etc/hosts and no name for the loopback address.
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:8080" }, fs: { allow: ["../.."] } },
  test: { environment: "happy-dom", globals: true, include: ["../../tests/web/unit/**/*.test.ts", "src/**/*.test.ts"], server: { deps: { inline: ["element-plus"] } } },
});
