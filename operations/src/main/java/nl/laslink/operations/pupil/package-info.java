/** {@code bin/pupil}: what a parent may ask of a school about one pupil. */
package nl.laslink.operations.pupil;
