// The clock of the turn, second by second. It goes by how far this machine's clock is from the server's, not by its time.
let was = null, off = 0;

export const tick = () => {
  const clock = document.getElementById("clock");
  if (!clock) return;
  const { left, now, runs } = clock.dataset;
  if (was !== `${left}.${now}`) [was, off] = [`${left}.${now}`, Date.now() - Number(now)];
  const seconds = Number(left) - (runs ? Math.round((Date.now() - off - Number(now)) / 1000) : 0), far = Math.abs(seconds);
  clock.textContent = `${seconds < 0 ? "over by " : ""}${Math.floor(far / 60)}:${String(far % 60).padStart(2, "0")}`;
  clock.closest(".clock").classList.toggle("near", seconds <= 120);
};
