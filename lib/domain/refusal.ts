/** Every reason a person can be given for a refusal. Screens translate them; `params` fill the sentence. */
export const refusalReasons = [
  'badRequest', // the content is not of the right shape (params: path)
  'unknownOperation',
  'notAllowed', // this role may not do this
  'notYours', // outside the actor's scope; told in the same words as "not found"
  'notFound',
  'alreadyExists',
  'emptyOrder',
  'unknownProduct', // params: product
  'notOrderable', // params: product
  'notForPoints', // params: product
  'wrongQuantity', // params: product
  'priceUnknown', // params: product
  'amountTooLarge',
  'notDraft', // params: state, by, at
  'notAccepted', // params: state
  'alreadyFinished', // params: state, by, at
  'alreadyPaid', // params: by, at
  'nothingToPay',
  'wrongAmount', // params: dueMinor
  'tenderNotPossible', // params: tender
  'tenderNotBack', // it cannot be given back this way; params: tender
  'depositTooSmall', // params: balanceMinor, neededMinor
  'pointsTooFew', // params: balance, needed
  'refundTenderMissing', // a paid order is voided without saying how the money goes back
  'nothingDelivered', // what is left of an order cannot be cancelled before anything was handed over: that is a void
  'unknownLine',
  'moreThanOrdered', // params: product
  'notYourStop',
  'unknownDriver',
  'unknownCustomer',
  'customerUnmatched', // GA5: the order stays draft until an operator has matched its customer
  'joinSelf', // a customer is joined to another one, not to itself
  'alreadyJoined', // params: name, by, at; somebody else was first (GB5)
  'notJoined', // it stands for itself already
  'joinedElsewhere', // the chosen customer is itself joined to another; params: name
  'othersJoined', // others are joined to it and would have to be re-mapped first; params: name, of all of them
  'tooManyJoined', // fifty to one customer
  'tooManyOpenOrders', // more than five hundred
  'reasonMissing',
  'phoneWrong',
  'phoneTaken', // params: name
  'tooManyAddresses',
  'refusedByOffice', // it was held, and the office decided against it (S22)
  'shiftUnknown', // this till has no such shift
  'shiftClosed', // params: number
  'totalsOld', // of a shift that is closed: another tab has sold or moved cash since they were made; params: number
  'receiptUnknown', // goods come back on a receipt that nobody knows
  'moreThanSold', // params: product, leftMilli
  'approvalMissing', // params: what (discount, return)
  'alreadyTaken', // a parked sale was taken up elsewhere (params: by, byId, at)
  'completedIsReturned', // a completed order is not voided but returned (GB2)
  'notCompleted', // nothing of the order was handed over for good yet, so nothing comes back (params: state, by, at)
  'nothingToSettle', // the receipt fits its order, or has none
  'alreadySettled', // params: by, at
  'alreadyCorrected', // params: by, at
  'paidAtTill', // a till took it: its receipt and its Z say how
  'returnedAtDesk', // the till does not know what else was paid on the order: its goods come back at the desk
] as const

export type RefusalReason = (typeof refusalReasons)[number]
