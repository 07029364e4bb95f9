// Serves dist/ or the folder that DIST names, for the journeys that need nothing else.

import { createServer } from "node:http";
import { serveFile } from "./site.js";

createServer(serveFile).listen(Number(process.env.PORT), "127.0.0.1");
