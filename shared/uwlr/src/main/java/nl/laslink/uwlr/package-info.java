/** The UWLR client: messages to a LAS, and a reader that trusts nothing a LAS answers. JDK only. */
package nl.laslink.uwlr;
