// What the query page uses of Oxigraph, started from the bytes that the script itself carries.
import init, { Store } from "oxigraph";
import packed from "packed-wasm";

async function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

export async function start() {
  await init({ module_or_path: await unpacked(packed) });
  return Store;
}
export { unpacked };
