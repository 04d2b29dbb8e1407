import { type Facts, type MessageCode, type Notice, say } from "./messages.ts";

export type { Notice } from "./messages.ts";

/** Something that was refused: a code with facts. The sentence comes from the catalogue (core/messages). */
export class AppError<Code extends MessageCode = MessageCode> extends Error {
  readonly code: Code;
  readonly facts: Facts[Code];

  constructor(code: Code, ...facts: FactsOf<Code>) {
    super(say({ code, facts: facts[0] ?? {} } as Notice));
    this.name = "AppError";
    this.code = code;
    this.facts = (facts[0] ?? {}) as Facts[Code];
  }
}

/** A notice with its facts checked against the catalogue. */
export function notice<Code extends MessageCode>(code: Code, ...facts: FactsOf<Code>): Notice {
  return { code, facts: facts[0] ?? {} } as Notice;
}

type FactsOf<Code extends MessageCode> = keyof Facts[Code] extends never ? [] : [facts: Facts[Code]];
