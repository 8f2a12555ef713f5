// How a run makes itself known while one looks elsewhere: title, favicon, and if allowed the bell.

const WANTED = "ring-at-the-bell";
const WORDS = { queued: "Waiting", running: "Running", complete: "Done", error: "Failed", cancelled: "Cancelled" };
const NOTES = [
  { hertz: 880, at: 0 },
  { hertz: 1318.5, at: 0.12 },
];
const QUIET = 0.05;
const FADES_AFTER = 1.2;

export class Signs {
  constructor(main, box) {
    this.icon = document.querySelector("link[rel=icon]");
    this.icons = { running: main.dataset.iconRunning, complete: main.dataset.iconDone };
    this.icons.error = this.icons.cancelled = main.dataset.iconEnded;
    this.title = main.dataset.title;
    if (box) this.offer(box);
  }

  offer(box) {
    box.closest("label").hidden = false;
    box.checked = localStorage.getItem(WANTED) === "yes";
    if (box.checked) this.prepare();
    box.addEventListener("change", () => {
      localStorage.setItem(WANTED, box.checked ? "yes" : "no");
      if (box.checked) this.prepare();
    });
    // Browsers give leave to sound with a click or a key, and only for as long as a page is loaded.
    for (const act of ["click", "keydown"]) addEventListener(act, () => box.checked && this.tune());
  }

  prepare() {
    this.tune();
    if (window.Notification?.permission === "default") Notification.requestPermission();
  }

  tune() {
    this.audio ??= new AudioContext();
    this.audio.resume().catch(() => {});
  }

  show(status) {
    document.title = `${WORDS[status] ?? status}: ${this.title}`;
    if (this.icons[status]) this.icon.href = this.icons[status];
  }

  ring(message) {
    if (localStorage.getItem(WANTED) !== "yes") return;
    if (this.audio?.state === "running") NOTES.forEach((note) => this.strike(note));
    if (document.hidden && window.Notification?.permission === "granted") this.notify(message);
  }

  // On Android the permission can be had, but no notification be made by a page: there the sound has to do.
  notify(message) {
    try {
      new Notification(document.title, { body: message, icon: this.icon.href, silent: true });
    } catch (error) {
      console.warn(error);
    }
  }

  strike({ hertz, at }) {
    const [start, tone, volume] = [this.audio.currentTime + at, this.audio.createOscillator(), this.audio.createGain()];
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(QUIET, start);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + FADES_AFTER);
    tone.connect(volume).connect(this.audio.destination);
    tone.start(start);
    tone.stop(start + FADES_AFTER);
  }
}
