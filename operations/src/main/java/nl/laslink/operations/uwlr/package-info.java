/** {@code bin/uwlr}: judges answers of a LAS, makes single calls and composes results, with the product's own code. */
package nl.laslink.operations.uwlr;
