/** {@code bin/uwlr}: judges a message that a supplier or customer service has in hand, with the reader of the product. */
package nl.laslink.uwlr.cli;
