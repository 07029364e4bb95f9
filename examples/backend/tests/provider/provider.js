// An identity provider on this machine, for one client at the origin that it is given. Whoever signs
// in is one of the people below. Prints its address when it can be asked.

import { createServer } from "node:http";
import Provider from "oidc-provider";

const GLOBAL_ADMIN = "62e90394-69f5-4237-9190-012177145e10";

const people = {
  ada: { name: "Ada", email: "ada@works.example", wids: [GLOBAL_ADMIN], tenants: ["harbour-foods"] },
  ben: { name: "Ben", email: "ben@works.example", wids: ["another-role"], tenants: ["harbour-foods"] },
  eve: { name: "Eve", email: "eve@works.example", wids: [GLOBAL_ADMIN] },
};

const [origin] = process.argv.slice(2);
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "admin-center",
        client_secret: "hush",
        redirect_uris: [`${origin}/sign-in/callback`],
      },
    ],
    pkce: { required: () => true },
    // Claims are in the ID token, as Microsoft Entra has them.
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], profile: ["name", "wids", "tenants"], email: ["email"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
