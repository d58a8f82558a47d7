/** LEB128: seven bits a byte, the lowest first, and the eighth says that another one follows. */
export function writeVarint(write: (byte: number) => void, number: number): void {
  let rest = number
  while (rest >= 128) {
    write((rest & 127) | 128)
    rest >>>= 7
  }
  write(rest)
}
