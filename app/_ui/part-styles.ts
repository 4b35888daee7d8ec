/**
 * The style sheet of a part that is fetched later (`lazyPart`) is waited for by the part alone. Next's router would
 * render it itself, and React puts off every commit until such a sheet has come: on a slow network all screens would
 * stand still for as long, and letters typed meanwhile would be taken back. Without the router's hook webpack's own
 * loading adds the sheet, and `import()` is done when it is there.
 */
'use client'

Reflect.deleteProperty(globalThis, '_N_E_STYLE_LOAD')
