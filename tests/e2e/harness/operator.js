// What an operator runs: the app, whose config.json names a service, and that service behind the
// same origin.

import { spawn } from "node:child_process";
import { createServer, request as ask } from "node:http";
import { serveFile } from "./site.js";

/** Serves the app on an origin of its own. Whatever is not the app's goes to `answer(request, response)`. */
export function host(answer) {
  return listening((request, response) => {
    if (request.url === "/config.json") {
      response.writeHead(200, { "Content-Type": "application/json" }).end('{ "backend": "http" }');
    } else if (/^\/(v1|sign-in)\b/.test(request.url)) {
      answer(request, response);
    } else {
      serveFile(request, response);
    }
  });
}

/** Hands requests on to where an origin is, and its answers back. */
export function passingTo(origin) {
  return (request, response) => {
    const { method, url, headers } = request;
    const passed = ask(origin + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  };
}

/** A server of a test: its origin, and how to end it. */
export async function listening(answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** A program that listens where it is told to: `await started((port) => ["program", "--port", port])`. */
export async function started(command, options) {
  const port = await freePort();
  const [program, ...given] = command(port);
  const running = spawn(program, given, { stdio: ["ignore", "ignore", "inherit"], ...options });
  const ended = new Promise((_, reject) => running.on("exit", (code) => reject(new Error(`${program}: ${code}`))));
  ended.catch(() => {});
  const origin = `http://127.0.0.1:${port}`;
  await Promise.race([ended, answering(origin)]);
  return { origin, close: () => running.kill() };
}

async function freePort() {
  const { origin, close } = await listening(() => {});
  close();
  return new URL(origin).port;
}

async function answering(origin) {
  for (;;) {
    const answer = await fetch(origin).catch(() => undefined);
    if (answer !== undefined) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
