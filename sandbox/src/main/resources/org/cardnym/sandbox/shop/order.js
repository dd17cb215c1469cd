// An order's page looks how its payment stands until that has ended, and shows what is new.
const standing = document.getElementById('standing');
const MOST_MILLIS = 10_000;

async function changed() {
  try {
    const answer = await fetch(`${location.pathname}/state`, { cache: 'no-store' });
    return answer.ok && (await answer.json()).state !== standing.dataset.state;
  } catch {
    // The shop may be away for a moment; the next look asks again.
    return false;
  }
}

async function look(wait) {
  if (await changed()) location.reload();
  else setTimeout(look, wait, Math.min(wait * 1.3, MOST_MILLIS));
}

if (standing?.dataset.look === 'true') setTimeout(look, 1000, 1000);

// The script says that the shopper may be back from the payment page: only a reason to look.
addEventListener('cardnym-returned', async () => {
  if (await changed()) location.reload();
});
