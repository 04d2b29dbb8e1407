import { createOffice, findOffice } from "../office.ts";
import { guard } from "./guard.ts";

const program = findOffice();
guard(new URL("./work-entry.ts", import.meta.url), program === null ? null : createOffice({ program }));
