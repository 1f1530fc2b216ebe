/**
 * Tells `tell` the width inside of an element, at first and when it changes: when the browser has laid the page out, since
 * to ask for it earlier would lay it out once more.
 */
export function observeWidth(tell: (width: number) => void): (element: HTMLElement) => () => void {
  return (element) => {
    const observer = new ResizeObserver(() => {
      tell(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  };
}
