// What no reader should meet on the page as it stands, one line each.
() => {
  const found = [];
  const FINGER = 44;
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, .skip, svg');
  const name = (element) => {
    const text = (element.value || element.textContent || '').trim().slice(0, 30);
    return `${element.localName}${element.id ? '#' + element.id : ''}.${element.className} "${text}"`;
  };
  /** A link among other words is as tall as they are. */
  const inSentence = (element) =>
    [...element.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  /** Whether words that stand right in a box leave it at a side. */
  const sticksOut = (element) => {
    if (element.clientWidth === 0) return false;
    const box = element.getBoundingClientRect();
    const range = document.createRange();
    return [...element.childNodes].some((node) => {
      if (node.nodeType !== Node.TEXT_NODE) return false;
      // Word by word: a space or an end of line may hang over without being seen.
      return [...node.textContent.matchAll(/\S+/g)].some((word) => {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        return [...range.getClientRects()].some(({ left, right }) => left < box.left - 1 || right > box.right + 1);
      });
    });
  };
  const judge = (element) => {
    if (!shown(element)) return;
    const style = getComputedStyle(element);
    const typed = element.matches('[type=password], [type=email]');
    if (style.overflowX !== 'visible' && !typed && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      found.push('cut off: ' + name(element));
    if (sticksOut(element)) found.push('text sticks out: ' + name(element));
    if (style.overflowY !== 'visible' && element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 1)
      found.push('cut off below: ' + name(element));
    if (innerWidth < 500 && element.matches('a, button, input:not([type=hidden]), select, summary') && !inSentence(element)) {
      // A label is touched for what it labels.
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      if (height < FINGER || width < FINGER) found.push(`too small for a finger (${Math.round(width)} x ${Math.round(height)}): ` + name(element));
    }
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element !== document.documentElement && element !== document.body) judge(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide`);
  return found;
}
