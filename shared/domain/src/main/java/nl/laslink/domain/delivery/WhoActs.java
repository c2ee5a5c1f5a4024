package nl.laslink.domain.delivery;

/** Whose turn it is to do something about a contact that went wrong; what it is stands in the pages' texts. */
public enum WhoActs {
    /** It may pass by itself. */
    NOBODY,
    SCHOOL,
    LAS_SUPPLIER,
    CUSTOMER_SERVICE,
    TEST_CENTRE;

    /** Whose turn it is once it does not pass by itself. */
    public WhoActs whenItLasts() {
        return this == NOBODY ? LAS_SUPPLIER : this;
    }
}
