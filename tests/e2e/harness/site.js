// The built app as a static host serves it: the headers of its `_headers` file, the compressed copy
// where the browser takes it, index.html for every address that is no file. Knows nothing of the app.

import { createReadStream, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { DIST, headersFor } from "./headers.js";

const TYPES = {
  ".bin": "application/octet-stream",
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Content codings and what a copy in one of them is called, the smallest first. */
const COPIES = { br: ".br", gzip: ".gz" };

/** Answers a request with the file that it asks for. The app may ask `service` as well, at another origin. */
export function serveFile(request, response, service = "") {
  const { pathname } = new URL(request.url, "http://localhost");
  const file = fileFor(pathname);
  const codings = (request.headers["accept-encoding"] ?? "").split(",").map((coding) => coding.trim());
  const coding = Object.keys(COPIES).find((coding) => codings.includes(coding) && isFile(file + COPIES[coding]));
  const headers = headersFor(pathname);
  const policy = "content-security-policy";
  response.writeHead(200, {
    ...headers,
    [policy]: headers[policy].replace("connect-src 'self'", `connect-src 'self' ${service}`.trim()),
    "Content-Type": TYPES[extname(file)],
    Vary: "Accept-Encoding",
    ...(coding && { "Content-Encoding": coding }),
  });
  createReadStream(coding ? file + COPIES[coding] : file).pipe(response);
}

function fileFor(address) {
  const file = join(DIST, normalize(address));
  return isFile(file) ? file : join(DIST, "index.html");
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
