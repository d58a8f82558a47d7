/** Makes a value when it is first asked for. A failure is not kept: whoever asks next tries again. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    if (!made) {
      const making = (made = make())
      making.catch(() => {
        if (made === making) made = undefined
      })
    }
    return made
  }
}
