import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Watch } from "../watch.ts";

z.config(z.locales.da());

/**
 * What a user can ask for: the shape of the question, and the function that answers. Long work tells its `watch` how
 * far it has come, and stops with `cancelled` when it is asked to.
 */
export interface Operation<Schema extends z.ZodType, Output> {
  readonly input: Schema;
  readonly run: (input: z.output<Schema>, watch: Watch) => Output;
}

/** An operation with its types worked out from its schema and its function. */
export function operation<Schema extends z.ZodType, Output>(input: Schema, run: (input: z.output<Schema>, watch: Watch) => Output): Operation<Schema, Output> {
  return { input, run };
}

/** Checks what came from outside and runs it; a bad question is an AppError in words, and so is work that was stopped. */
export async function runChecked<Schema extends z.ZodType, Output>(name: string, { input, run }: Operation<Schema, Output>, question: unknown, watch: Watch): Promise<Awaited<Output>> {
  const checked = input.safeParse(question);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new AppError("input.invalid", { what: issue && issue.path.length > 0 ? `»${issue.path.join(".")}« i ${name}` : name, reason: issue?.message ?? "ugyldigt" });
  }
  try {
    return await run(checked.data, watch);
  } catch (error) {
    // What listens to the signal itself throws its reason, which says nothing to a user.
    throw watch.signal.aborted && error === watch.signal.reason ? new AppError("cancelled") : error;
  }
}
