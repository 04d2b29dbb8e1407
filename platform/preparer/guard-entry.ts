import { guard } from "./guard.ts";

guard(new URL("./work-entry.ts", import.meta.url));
