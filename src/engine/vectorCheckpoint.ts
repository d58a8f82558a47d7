/** Vectors that are finished, in the order of encoding: an interrupted build goes on behind them. */
export interface VectorCheckpoint {
  /**
   * Finds the whole batches that are there for this plan, and drops what was left by another one, or of a batch that was torn by
   * the interruption.
   * @param batchLengths numbers in each batch, in order
   * @returns how many batches there are
   */
  load(plan: string, batchLengths: readonly number[]): Promise<number>
  append(vectors: Float32Array<ArrayBuffer>): Promise<void>
  /** All that are there, in pieces of whole batches. */
  read(): AsyncIterable<Float32Array>
}
