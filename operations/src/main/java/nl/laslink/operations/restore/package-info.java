/** Proves that the tables of an environment can be restored, by restoring copies. */
package nl.laslink.operations.restore;
