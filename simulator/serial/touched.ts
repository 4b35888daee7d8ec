// Did a person just touch the page? Not asked of navigator.userActivation: whoever drives a browser by script counts as a
// person there with every script. What a hand does, or a script in its place, arrives as events of the page.

const lastsMs = 5_000

export function watchTouch(): () => boolean {
  let at = -Infinity
  for (const type of ['pointerdown', 'keydown'] as const) {
    window.addEventListener(type, () => void (at = performance.now()), { capture: true })
  }
  return () => performance.now() - at < lastsMs
}
