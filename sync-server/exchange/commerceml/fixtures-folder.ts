/** Real files live beside the project, not in it: they are other people's data. */
import { fileURLToPath } from 'node:url'

export const fixturesFolder = fileURLToPath(new URL('../../../../shared/fixtures/commerceml', import.meta.url))
