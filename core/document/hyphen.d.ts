declare module "hyphen/da/index.js" {
  const danish: { readonly hyphenateSync: (text: string, options?: { readonly hyphenChar?: string }) => string };
  export default danish;
}
