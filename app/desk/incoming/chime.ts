/**
 * B13: the sound of a new order, made here: two soft notes, like a drop into water. Browsers play nothing before the
 * person has pressed something on the page, so the chime knows whether it may.
 */
export type Chime = {
  /** False until the browser allows sound: a press anywhere on the page is enough. */
  isAllowed: () => boolean
  /** Does nothing while it is not allowed. Rejects when the device has no sound at all. */
  play: () => Promise<void>
  /** Calls back when it becomes allowed. Returns the closer. */
  onAllowed: (changed: () => void) => () => void
}

const notes = [
  { hertz: 784, at: 0, forSeconds: 0.28 },
  { hertz: 1175, at: 0.13, forSeconds: 0.5 },
]
const loudness = 0.22

let context: AudioContext | null = null
const listeners = new Set<() => void>()
const gestures = ['pointerdown', 'keydown'] as const

export const chime: Chime = {
  isAllowed: () => context?.state === 'running',
  async play() {
    if (context?.state === 'suspended' && hasPressed()) await context.resume()
    if (context?.state !== 'running') return
    for (const note of notes) playNote(context, note)
  },
  onAllowed(changed) {
    if (listeners.size === 0) for (const gesture of gestures) window.addEventListener(gesture, allow)
    listeners.add(changed)
    if (hasPressed()) allow()
    return () => {
      listeners.delete(changed)
      if (listeners.size === 0) for (const gesture of gestures) window.removeEventListener(gesture, allow)
    }
  },
}

const hasPressed = (): boolean => navigator.userActivation?.hasBeenActive ?? false

/** An AudioContext made before a press would stay silent and complain in the console. */
function allow(): void {
  if (context?.state === 'running' || !hasPressed()) return
  context ??= new AudioContext()
  context.onstatechange = tellAll
  context.resume().then(tellAll, (cause: unknown) => console.warn('The browser does not allow sound yet', cause))
}

const tellAll = (): void => listeners.forEach((tell) => tell())

function playNote(on: AudioContext, { hertz, at, forSeconds }: (typeof notes)[number]): void {
  const start = on.currentTime + at
  const tone = on.createOscillator()
  const volume = on.createGain()
  tone.type = 'sine'
  tone.frequency.setValueAtTime(hertz, start)
  volume.gain.setValueAtTime(0.0001, start)
  volume.gain.exponentialRampToValueAtTime(loudness, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + forSeconds)
  tone.connect(volume).connect(on.destination)
  tone.start(start)
  tone.stop(start + forSeconds)
}
