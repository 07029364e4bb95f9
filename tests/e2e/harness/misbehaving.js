// A service that misbehaves on demand, in front of one that does not.

import { pipeline } from "node:stream";
import { answerOf } from "./operator.js";

/** What may become of a request: whether it is carried out, and what is made of the answer. */
export const MISBEHAVIOURS = {
  /** Carried out, and of the answer there is always more to come. */
  dripping: async (carryOut, response) => {
    const { status, headers } = await carryOut();
    response.writeHead(status, { "Content-Type": headers["content-type"] });
    const drip = setInterval(() => response.write(" "), 100);
    response.on("close", () => clearInterval(drip));
  },
  /** Carried out, and the line breaks in the middle of the answer. */
  cutOff: async (carryOut, response) => {
    const { status, headers, body } = await carryOut();
    response.writeHead(status, headers);
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  /** Carried out, and somebody on the way answers with a page. */
  html: async (carryOut, response) => {
    await carryOut();
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><h1>Welcome to this network</h1>");
  },
  /** Carried out, and told in numbers instead of words. */
  wrongTypes: async (carryOut, response) => {
    const { status, headers, body } = await carryOut();
    const wrong = JSON.stringify(JSON.parse(body), (_, value) => (typeof value === "string" ? value.length : value));
    response.writeHead(status, { "Content-Type": headers["content-type"] }).end(wrong);
  },
  /** Carried out, and followed by 50 MB of nothing. */
  large: async (carryOut, response) => {
    const { status, headers, body } = await carryOut();
    response.writeHead(status, { "Content-Type": headers["content-type"] });
    // Whoever has had enough goes away.
    pipeline([body, ...Array(50).fill(Buffer.alloc(1_000_000, " "))], response, () => {});
  },
  /** Carried out, and the service fails before it has said so. */
  failing: async (carryOut, response) => {
    await carryOut();
    decline(response, 500, "unexpected");
  },
  /** Not carried out, for want of room. */
  full: async (_, response) => decline(response, 507, "storage-full"),
  /** Not now: in five minutes, by the clock. */
  busyUntil: async (_, response) => {
    decline(response, 429, "rate-limited", new Date(Date.now() + 300_000).toUTCString());
  },
  /** Not now: in three seconds. */
  busyFor: async (_, response) => decline(response, 503, "unavailable", "3"),
};

/**
 * A service in front of the one at an origin. `meets(/POST .*opt-outs/, misbehaviour)` says what
 * becomes of requests like this one, so many times at most; `asked` are all that came.
 */
export class Misbehaving {
  asked = [];
  #met = [];
  #origin;

  /** Hands everything on to there from now on. */
  inFrontOf(origin) {
    this.#origin = origin;
  }

  meets(what, misbehave, times = Infinity) {
    this.#met.push({ what, misbehave, times });
  }

  mend() {
    this.#met = [];
  }

  answer = async (request, response) => {
    const name = `${request.method} ${request.url}`;
    this.asked.push({ name, key: request.headers["idempotency-key"] });
    const met = this.#met.find(({ what, times }) => times > 0 && what.test(name));
    const carryOut = () => answerOf(this.#origin, request);
    if (met !== undefined) {
      met.times -= 1;
    }
    // Without an answer: whoever asked, or whoever was to answer, has gone.
    await (met?.misbehave ?? passOn)(carryOut, response).catch(() => response.destroy());
  };
}

/** What a service in good order does. */
export async function passOn(carryOut, response) {
  const { status, headers, body } = await carryOut();
  response.writeHead(status, headers).end(body);
}

function decline(response, status, type, retryAfter) {
  const problem = { type: `urn:admin-center:problem:${type}`, title: "Said by the service", status };
  response.writeHead(status, {
    "Content-Type": "application/problem+json",
    "X-Request-Id": "0af7651916cd43dd",
    ...(retryAfter && { "Retry-After": retryAfter }),
  });
  response.end(JSON.stringify(problem));
}
