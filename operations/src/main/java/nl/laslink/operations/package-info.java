/** What a person does to a deployed environment: users, the end of a school, restoring. Started by the scripts in {@code bin}. */
package nl.laslink.operations;
