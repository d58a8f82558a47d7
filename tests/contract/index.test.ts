import { createExactIndex } from '../../src/engine/vectors.ts'
import { loadHnswlibModule } from '../../src/platform/node/hnswlibModule.ts'
import { hnswContract, indexContract } from './indexContract.ts'

indexContract('exact', async (vectors, dims) => createExactIndex(vectors, dims))
hnswContract('in Node', loadHnswlibModule)
