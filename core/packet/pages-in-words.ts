/** `1 side`, `12 sider`. */
export function pagesInWords(pages: number): string {
  return `${pages} ${pages === 1 ? "side" : "sider"}`;
}
