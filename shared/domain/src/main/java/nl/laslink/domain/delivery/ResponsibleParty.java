package nl.laslink.domain.delivery;

/** Who acts on what a LAS answered; what that party does is an {@link Advice}. */
public enum ResponsibleParty {
    /** It may pass without help, or nothing is wrong. */
    NOBODY,
    SCHOOL,
    LAS_SUPPLIER,
    CUSTOMER_SERVICE,
    TEST_CENTRE
}
