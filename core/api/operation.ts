import { z } from "zod";
import { AppError } from "../errors.ts";

z.config(z.locales.da());

/** What a user can ask for: the shape of the question, and the function that answers. */
export interface Operation<Schema extends z.ZodType, Output> {
  readonly input: Schema;
  readonly run: (input: z.output<Schema>) => Output;
}

/** An operation with its types worked out from its schema and its function. */
export function operation<Schema extends z.ZodType, Output>(input: Schema, run: (input: z.output<Schema>) => Output): Operation<Schema, Output> {
  return { input, run };
}

/** Checks what came from outside and runs it; a bad question is an AppError in words. */
export function runChecked<Schema extends z.ZodType, Output>(name: string, { input, run }: Operation<Schema, Output>, question: unknown): Output {
  const checked = input.safeParse(question);
  if (checked.success) return run(checked.data);
  const issue = checked.error.issues[0];
  throw new AppError("input.invalid", { what: issue && issue.path.length > 0 ? `»${issue.path.join(".")}« i ${name}` : name, reason: issue?.message ?? "ugyldigt" });
}
