import { join } from 'node:path'

/** Encoders, one folder each, as the site serves them. Commands run in the project's root. */
export const modelsFolder = 'models'

/** The encoder that libraries are built with unless another is named. */
export const defaultEncoderFolder = join(modelsFolder, 'biohicl-small')
