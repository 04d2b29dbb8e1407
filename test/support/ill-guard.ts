import { guard } from "../../platform/preparer/guard.ts";

/** A guarded process whose worker does what the file's name says (ill-work.ts), for tests of the guard itself. */
guard(new URL("./ill-work.ts", import.meta.url), null);
