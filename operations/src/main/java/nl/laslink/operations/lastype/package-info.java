/** The file of LAS types: read, checked, and stored in an environment. */
package nl.laslink.operations.lastype;
