// Builds the page into one script and one sheet, which travel inside the Python package.
import { defineConfig } from "vite";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
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
