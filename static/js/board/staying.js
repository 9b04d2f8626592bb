// The focus stays on the same card, wherever it or others are moved to.
let card = null;

export const went = ({ target }) => { card = target.closest?.("#sides .card")?.id ?? null; };

export const stay = () => {
  const lost = !document.activeElement || document.activeElement === document.body;
  if (card && lost) document.getElementById(card)?.focus({ preventScroll: true });
};
