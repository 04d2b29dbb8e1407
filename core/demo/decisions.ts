import type { ExampleBody, ExampleDecision } from "./example-types.ts";

type Wording = Pick<ExampleDecision, "outcome" | "wording"> & Partial<Omit<ExampleDecision, "body" | "carried" | "dated">>;

/**
 * A body's decision as its own papers print it: the committee's undated under its short genitive, the other
 * bodies' with their date.
 */
export function decided(body: ExampleBody, date: string, wording: Wording): ExampleDecision {
  return {
    body: body.key,
    bodyName: body.name,
    bodyGenitive: body.ownGenitive ?? body.genitive,
    date,
    dated: body.ownGenitive === null,
    remarks: [],
    discussion: "",
    absent: [],
    substitutes: [],
    votes: null,
    dissents: [],
    carried: false,
    position: 1,
    ...wording,
  };
}

/**
 * Earlier decisions, oldest first, as a later item prints them: under each body's full genitive with the date.
 * `change` puts into words what has lost its meaning there.
 */
export function carried(...earlier: readonly (readonly [body: ExampleBody, decision: ExampleDecision, change?: Partial<ExampleDecision>])[]): readonly ExampleDecision[] {
  return earlier.map(([body, decision, change], index) => ({
    ...decision, bodyGenitive: body.genitive, dated: true, ...change, carried: true, position: index + 1,
  }));
}
