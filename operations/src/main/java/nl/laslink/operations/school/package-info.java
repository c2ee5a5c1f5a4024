/** The end of a school in an environment. */
package nl.laslink.operations.school;
