import type { Messages } from '../messages.ts'

export const exporting: Messages['exporting'] = {
  export: 'Exportieren',
  copyAs: {
    vancouver: 'Kopieren als Vancouver',
    ama: 'Kopieren als AMA',
  },
  handedOver: (file) => `${file} wurde dem Browser übergeben, der die Datei als Download speichert.`,
  copied: (records) => `Kopiert: ${records}.`,
  notCopied: 'Nicht kopiert: Der Browser erlaubt es nicht.',
}
