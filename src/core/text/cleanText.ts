// White space is kept here, to be collapsed below. Bidi overrides (202D, 202E) can turn "not" around; they mean nothing
// in a citation. \p{Cs} with the u flag finds lone surrogates only.
const unprintable = /(?![\t-\r\u0085])[\p{Cc}\u202d\u202e]/gu
const loneSurrogates = /\p{Cs}/gu
/** Printable ASCII without white space to collapse, as most texts of a record are. */
const untidy = /[^ -~]| {2}|^ | $/

/** Text as it is kept: NFC, white space collapsed, no control characters, no lone surrogates. */
export function cleanText(text: string): string {
  if (!untidy.test(text)) return text
  return text
    .replace(unprintable, '')
    .replace(loneSurrogates, '\ufffd')
    .replace(/[\s\u0085]+/g, ' ')
    .trim()
    .normalize('NFC')
}
