// What vendors publish without types.
declare module 'netlify-redirector' {
  interface Rule {
    to: string;
    status: number;
    force?: boolean;
  }
  interface Matcher {
    match(request: object): Rule | null;
  }
  const redirector: { parseJSON(rules: string, options: object): Promise<Matcher> };
  export default redirector;
}
