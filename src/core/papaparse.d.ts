// The part of the package that is used; its published types bring Node's along.
declare module 'papaparse' {
  export interface ParseResult {
    data: string[][]
    errors: { code: string; row: number; message: string }[]
    /** `cursor`: where the first row begins that was not read. */
    meta: { cursor: number }
  }
  const Papa: {
    Parser: new (config: { delimiter: string; newline: '\n'; preview?: number }) => {
      /** @param ignoreLastRow as more of it may come */
      parse(input: string, baseIndex: number, ignoreLastRow: boolean): ParseResult
    }
  }
  export default Papa
}
