import type { z } from "zod";
import { agendaApi } from "./api/agenda.ts";
import { attachmentsApi } from "./api/attachments.ts";
import { demoApi } from "./api/demo.ts";
import { documentsApi } from "./api/documents.ts";
import { intakeApi } from "./api/intake.ts";
import { meetingsApi } from "./api/meetings.ts";
import { type Operation, runChecked } from "./api/operation.ts";
import { packetsApi } from "./api/packets.ts";
import { planApi } from "./api/plan.ts";
import { releasesApi } from "./api/releases.ts";
import { searchApi } from "./api/search.ts";
import { example } from "./demo/example.ts";
import type { FontFiles } from "./document/fonts.ts";
import type { Writers } from "./document/writers/writers.ts";
import { AppError } from "./errors.ts";
import type { FilePort } from "./files.ts";
import type { PageCache } from "./page-cache.ts";
import type { PackLibrary } from "./packs.ts";
import type { Preparer } from "./preparer.ts";
import type { Store } from "./store.ts";
import { unwatched, type Watch } from "./watch.ts";

/** What the core needs from its host: nothing else reaches out of it. */
export interface Ports {
  readonly store: Store;
  readonly packs: PackLibrary;
  readonly writers: Writers;
  readonly files: FilePort;
  readonly preparer: Preparer;
  readonly fonts: FontFiles;
  readonly cache: PageCache;
  /** The present moment as an ISO instant. */
  readonly now: () => string;
}

/** The whole application: a table of operations. */
export const createApp = (ports: Ports) => ({
  ...meetingsApi(ports.store),
  ...agendaApi(ports.store, ports.packs),
  ...attachmentsApi(ports),
  ...intakeApi(ports.store, ports.packs, ports.files),
  ...planApi(ports.store, ports.packs),
  ...searchApi(ports.store),
  ...documentsApi(ports),
  ...packetsApi(ports),
  ...releasesApi(ports),
  ...demoApi(ports, example),
});

export type App = ReturnType<typeof createApp>;
export type OperationName = keyof App;
/** A question as it is asked: what has a default may be left out. */
export type Question<Name extends OperationName> = z.input<App[Name]["input"]>;
export type Answer<Name extends OperationName> = Awaited<ReturnType<App[Name]["run"]>>;

/** One call from a host in the same process: typed, checked, and an AppError where it is refused or stopped. */
export async function call<Name extends OperationName>(app: App, name: Name, question: Question<Name>, watch: Watch = unwatched): Promise<Answer<Name>> {
  return (await runChecked(name, app[name] as Operation<z.ZodType, unknown>, question, watch)) as Answer<Name>;
}

/** The form in which an answer or an error travels between two processes, an answer or an error: */
export type Envelope = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** One call from outside: finds, checks, runs and answers; it never throws. */
export async function dispatch(app: App, name: string, question: unknown, watch: Watch = unwatched): Promise<Envelope> {
  try {
    if (!Object.hasOwn(app, name)) throw new AppError("input.invalid", { what: name, reason: "den handling findes ikke" });
    return { ok: true, value: await runChecked(name, app[name as OperationName] as Operation<z.ZodType, unknown>, question, watch) };
  } catch (error) {
    const known = error instanceof AppError ? error : new AppError("internal", { reason: error instanceof Error ? error.message : String(error) });
    return { ok: false, error: { code: known.code, message: known.message } };
  }
}
