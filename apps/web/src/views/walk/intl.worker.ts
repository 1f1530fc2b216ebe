/**
 * Writes a number and goes. The first number that is written has V8 list all languages it knows, for some 25 ms, and 100
 * on a phone; the list is then there for the page, too.
 */
(0).toLocaleString('en');
close();
