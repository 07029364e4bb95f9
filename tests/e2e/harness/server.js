// Serves what `trunk build` left in dist/, or in the folder that DIST names, as production will: the
// headers of Trunk.toml on every answer, index.html for every address that is no file. Knows nothing
// of the app.

import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const dist = process.env.DIST ?? join(project, "dist");
const { headers } = parse(readFileSync(join(project, "Trunk.toml"), "utf8")).serve;

const TYPES = {
  ".bin": "application/octet-stream",
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

createServer((request, response) => {
  const file = fileFor(new URL(request.url, "http://localhost").pathname);
  response.writeHead(200, { ...headers, "Content-Type": TYPES[extname(file)] });
  createReadStream(file).pipe(response);
}).listen(Number(process.env.PORT), "127.0.0.1");

function fileFor(address) {
  const file = join(dist, normalize(address));
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : join(dist, "index.html");
}
