// Builds the page into one script and one sheet, which travel inside the Python package.
import { defineConfig } from "vitest/config";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  test: { include: ["tests/**/*.test.ts"] },
  build: {
    outDir: "../src/sandtable/views/page",
    emptyOutDir: false,
    target: "es2022",
    cssCodeSplit: false,
    modulePreload: false,
    lib: {
      entry: "src/main.tsx",
      formats: ["iife"],
      name: "sandtable",
      fileName: () => "page.js",
      cssFileName: "page",
    },
    rollupOptions: { output: { inlineDynamicImports: true } },
    minify: "esbuild",
  },
});
