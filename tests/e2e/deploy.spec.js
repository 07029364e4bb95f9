// The examples of docs/deploy, each started as it stands there but for its places: what a browser
// gets from them, and that the app runs on it.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DIST, headersFor } from "./harness/headers.js";
import { expect, test as base } from "./harness/journey.js";

const EXAMPLES = fileURLToPath(new URL("../../docs/deploy/", import.meta.url));

/** How each is started with a configuration in a folder, and where its example names what. */
const SERVERS = {
  nginx: {
    example: "nginx.conf",
    places: ({ folder, port }) => ({
      "listen 443": `listen 127.0.0.1:${port}`,
      "/etc/ssl/admin-center": join(folder, "site"),
      "/etc/nginx/admin-center-headers.conf": join(EXAMPLES, "admin-center-headers.conf"),
    }),
    start: (folder) => ["nginx", "-p", folder, "-c", join(folder, "configuration"), "-g", nginxAside(folder)],
  },
  caddy: {
    example: "Caddyfile",
    places: ({ folder, port }) => ({
      "admin.example.com {": `${CADDY_ASIDE}https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls ${join(folder, "site.pem")} ${join(folder, "site.key")}`,
    }),
    start: (folder) => ["caddy", "run", "--adapter", "caddyfile", "--config", join(folder, "configuration")],
  },
};

const test = base.extend({
  /** What the service behind the app was asked. */
  service: [
    async ({}, use) => {
      const asked = [];
      const service = createServer((request, response) => {
        asked.push(request.url);
        response.writeHead(200, { "Content-Type": "application/json" }).end('{"from":"the service"}');
      });
      await new Promise((resolve) => service.listen(0, "127.0.0.1", resolve));
      await use({ asked, port: service.address().port });
      service.close();
    },
    { scope: "worker" },
  ],

  /** `await serve("nginx")` starts one in front of the service, and gives its address. */
  serve: [
    async ({ service }, use, { workerIndex }) => {
      const running = [];
      await use(async (name) => {
        const { example, places, start } = SERVERS[name];
        const folder = mkdtempSync(join(tmpdir(), `${name}-`));
        certify(folder);
        const port = 8500 + 10 * workerIndex + running.length;
        const all = { ...places({ folder, port }), "/srv/admin-center": DIST, "127.0.0.1:8081": `127.0.0.1:${service.port}` };
        let configuration = readFileSync(join(EXAMPLES, example), "utf8");
        for (const [theirs, ours] of Object.entries(all)) {
          expect(configuration).toContain(theirs);
          configuration = configuration.replaceAll(theirs, ours);
        }
        writeFileSync(join(folder, "configuration"), configuration);
        const [command, ...options] = start(folder);
        const home = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
        running.push(spawn(command, options, { env: home, stdio: "inherit" }));
        return `https://localhost:${port}`;
      });
      running.forEach((server) => server.kill());
    },
    { scope: "worker" },
  ],
});

test.use({ ignoreHTTPSErrors: true });

for (const name of Object.keys(SERVERS)) {
  test(`${name} serves the app, and what answers it, as the example says`, async ({ serve, service, request, page }) => {
    const site = await serve(name);
    const get = (path) => request.get(site + path, { headers: { "Accept-Encoding": "br" } });
    await expect.poll(() => get("/").then((answer) => answer.status(), () => "not yet")).toBe(200);

    const file = readdirSync(DIST).find((file) => /^app-.*\.wasm$/.test(file));
    const page_of_the_app = "/t/alder-clinic/help?q=imap";
    for (const [path, as] of [["/", "/"], [`/${file}`, `/${file}`], [page_of_the_app, "/"]]) {
      const answer = await get(path);
      expect(answer.status(), path).toBe(200);
      expect(answer.headers(), path).toMatchObject({
        ...headersFor(as),
        "content-encoding": "br",
        "strict-transport-security": "max-age=31536000",
        vary: "Accept-Encoding",
      });
    }
    expect((await get("/app-0123456789abcdef.js")).status()).toBe(404);

    expect(await (await get("/v1/session")).json()).toEqual({ from: "the service" });
    expect(service.asked).toContain("/v1/session");

    await page.goto(site + page_of_the_app);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("article").first()).toBeVisible();
  });
}

/** What an example leaves to the system: no other port and no other folder is touched. */
const CADDY_ASIDE = "{\n\tadmin off\n\tauto_https disable_redirects\n}\n";

function nginxAside(folder) {
  return `daemon off; user root; pid ${join(folder, "pid")}; error_log stderr;`;
}

/** A certificate that nobody trusts. */
function certify(folder) {
  const [key, certificate] = [join(folder, "site.key"), join(folder, "site.pem")];
  const wanted = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", [...wanted, ...named, "-keyout", key, "-out", certificate], { stdio: "pipe" });
}
