// What an operator runs: the app, whose config.json names a service, and that service behind the
// same origin.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveFile } from "./site.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Serves the app on an origin of its own. Whatever is not the app's goes to `answer(request, response)`. */
export function host(answer) {
  return listening((request, response) => {
    if (request.url === "/config.json") {
      giveSettings(response, { backend: "http" });
    } else if (/^\/(v1|sign-in)\b/.test(request.url)) {
      answer(request, response);
    } else {
      serveFile(request, response);
    }
  });
}

/** Serves the app alone, which asks the service at an origin that is known only later. */
export function hostApart(service) {
  return listening((request, response) => {
    if (request.url === "/config.json") {
      giveSettings(response, { backend: "http", base: service(), credentials: "include" });
    } else {
      serveFile(request, response, service());
    }
  });
}

function giveSettings(response, settings) {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(settings));
}

/** Hands requests on to where an origin is, and its answers back. */
export function passingTo(origin) {
  return (request, response) => {
    const give = ({ status, headers, body }) => response.writeHead(status, headers).end(body);
    answerOf(origin, request).then(give, () => response.destroy());
  };
}

/** What the service at an origin answers to a request of somebody else. */
export function answerOf(origin, request) {
  const { method, url, headers } = request;
  return new Promise((resolve, reject) => {
    const asked = ask(origin + url, { method, headers }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      resolve({ status: answer.statusCode, headers: answer.headers, body });
    });
    asked.on("error", reject);
    request.pipe(asked);
  });
}

/** The server of examples/backend with its demonstration of a sign-in, on a database of its own. */
export function referenceServer(...options) {
  const program = join(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "debug/backend");
  if (!existsSync(program)) {
    throw new Error(`There is no ${program}: cargo build --package backend`);
  }
  const database = `sqlite:${join(mkdtempSync(join(tmpdir(), "records-")), "records.sqlite")}`;
  const command = (port) => [program, "--demo-sign-in", "--listen", `127.0.0.1:${port}`, ...options];
  return started(command, { env: { ...process.env, DATABASE_URL: database } });
}

/** A server of a test: its origin, and how to end it and to have it back. */
export async function listening(answer) {
  const server = createServer(answer);
  const listen = (port) => new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${port}`, close, reopen: () => listen(port) };
}

/** A program that listens where it is told to: `await started((port) => ["program", "--port", port])`. */
export async function started(command, options) {
  const port = await freePort();
  const [program, ...given] = command(port);
  const running = spawn(program, given, { stdio: ["ignore", "ignore", "inherit"], ...options });
  const ended = new Promise((_, reject) => running.on("exit", (code) => reject(new Error(`${program}: ${code}`))));
  const origin = `http://127.0.0.1:${port}`;
  await Promise.race([ended, answering(origin)]);
  ended.catch(() => {});
  const close = () => running.kill();
  // A journey that fails half-way ends nothing.
  process.once("exit", close);
  return { origin, close };
}

async function freePort() {
  const { origin, close } = await listening(() => {});
  close();
  return new URL(origin).port;
}

async function answering(origin) {
  while ((await fetch(origin).catch(() => undefined)) === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
