/** Moves the functions of an environment back to the version before. */
package nl.laslink.operations.rollback;
