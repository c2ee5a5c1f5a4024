/** In-memory twins of the ports, and the contract tests that a twin and its real adapter both pass. */
package nl.laslink.domain.testing;
