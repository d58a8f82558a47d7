import { loadHnswlibModule } from '../../src/platform/web/hnswlibModule.ts'
import { hnswContract } from '../contract/indexContract.ts'

hnswContract('in the browser', loadHnswlibModule)
