export const exporting = {
  export: 'Export',
  copyAs: {
    vancouver: 'Copy as Vancouver',
    ama: 'Copy as AMA',
  },
  handedOver: (file: string) => `${file} was handed to the browser, which saves it as a download.`,
  copied: (records: string) => `Copied: ${records}.`,
  notCopied: 'Not copied: the browser does not allow it.',
}
