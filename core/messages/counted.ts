/** `1 række`, `2 rækker`, `0 rækker`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
