/** The people who sign in to an environment. */
package nl.laslink.operations.user;
