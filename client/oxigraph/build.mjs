// Writes kg/templates/publish/static/oxigraph.js: run `npm ci` and `npm run build` in this folder.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const wasm = readFileSync("node_modules/oxigraph/web_bg.wasm");
const version = JSON.parse(readFileSync("node_modules/oxigraph/package.json", "utf8")).version;
const packed = {
  name: "packed-wasm",
  setup(bundler) {
    bundler.onResolve({ filter: /^packed-wasm$/ }, () => ({ path: "packed-wasm", namespace: "packed" }));
    bundler.onLoad({ filter: /.*/, namespace: "packed" }, () => ({
      contents: `export default ${JSON.stringify(gzipSync(wasm, { level: 9 }).toString("base64"))};`,
    }));
  },
};
await build({
  entryPoints: ["entry.mjs"],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "oxigraph",
  target: ["es2022"],
  charset: "utf8",
  define: { "import.meta.url": "location.href" },
  plugins: [packed],
  legalComments: "none",
  banner: { js: `/* Oxigraph ${version} (MIT or Apache-2.0), https://github.com/oxigraph/oxigraph */` },
  outfile: "../../kg/templates/publish/static/oxigraph.js",
});
