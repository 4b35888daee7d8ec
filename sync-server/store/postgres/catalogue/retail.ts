/** Which prices everybody sees until the office says otherwise: the list called retail, else the first one told. */
import type { PriceType } from '../../../../lib/domain/catalogue/catalogue.ts'

export const retailAmong = (priceTypes: readonly PriceType[]): PriceType | null =>
  priceTypes.find(({ name }) => /розн|retail/iu.test(name)) ?? priceTypes[0] ?? null
