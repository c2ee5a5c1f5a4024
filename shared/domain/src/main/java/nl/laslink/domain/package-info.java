/** The rules and words of laslink: records, sealed outcomes, rules and ports. JDK only. */
package nl.laslink.domain;
