/** From a page to the service worker that waits: a person agreed, become the running version. */
export const applyUpdateMessage = 'rodnik:apply-update'
