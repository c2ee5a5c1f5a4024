package nl.laslink.domain.link;

import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.id.LasTypeCode;

/** A kind of LAS as data: what its form asks and how it is called. {@code position} orders the list of the form. Immutable. */
public record LasType(
        LasTypeCode code, String name, int position, LasForm form, LasEndpoint endpoint, LasSupplier supplier) {

    /** Whether a school types the key that its LAS gave it; otherwise laslink has one for all schools of this LAS. */
    public boolean asksKey() {
        return supplier.authorisationKey().isEmpty();
    }
}
