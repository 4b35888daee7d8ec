/** Why a driver could not deliver, as keys of `orderWords`. A newer code than this app knows has none. */
export const failureKeys: Partial<
  Record<string, 'failNobodyHome' | 'failRefused' | 'failWrongAddress' | 'failNoTime' | 'failNoGoods' | 'failOther'>
> = {
  nobodyHome: 'failNobodyHome',
  refused: 'failRefused',
  wrongAddress: 'failWrongAddress',
  noTime: 'failNoTime',
  noGoods: 'failNoGoods',
  other: 'failOther',
}
