/**
 * Does the work for each thing, `width` of them at a time; the answers are in the things' order. After a failure
 * nothing more is begun, and the first failure is thrown when what was under way has ended.
 */
export async function inParallel<Thing, Answer>(things: readonly Thing[], width: number, work: (thing: Thing, index: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async () => {
    while (next < things.length && failures.length === 0) {
      const index = next;
      next += 1;
      try {
        answers[index] = await work(things[index] as Thing, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, things.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return answers;
}
