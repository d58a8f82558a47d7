/** Some browsers begin to read only a while after the click. */
const readWithinMs = 60_000

/** Hands a file to the browser, which saves it where it saves downloads. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), readWithinMs)
}
