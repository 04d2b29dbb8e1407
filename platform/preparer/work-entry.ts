import { parentPort, workerData } from "node:worker_threads";
import { serveWork } from "./serve-work.ts";

if (parentPort) serveWork(parentPort, (workerData as { readonly office: boolean }).office);
