package nl.laslink.domain.delivery;

/** What happens next after something in or about an answer, and who does it. */
public enum Advice {
    NOTHING(ResponsibleParty.NOBODY),
    /** laslink calls again by itself. */
    TRY_LATER(ResponsibleParty.NOBODY),
    REFRESH_PUPILS(ResponsibleParty.SCHOOL),
    CHECK_SCHOOL(ResponsibleParty.SCHOOL),
    CHECK_YEAR(ResponsibleParty.SCHOOL),
    ASK_FOR_KEY(ResponsibleParty.SCHOOL),
    FILL_LAS(ResponsibleParty.SCHOOL),
    /** Correct a field in the LAS. */
    CORRECT_LAS(ResponsibleParty.SCHOOL),
    /** What the LAS makes of its own data: its XML, keys, references. */
    ASK_SUPPLIER(ResponsibleParty.LAS_SUPPLIER),
    CHECK_CUSTOMER(ResponsibleParty.LAS_SUPPLIER),
    CHECK_REQUEST(ResponsibleParty.CUSTOMER_SERVICE),
    CHECK_ADDRESS(ResponsibleParty.CUSTOMER_SERVICE),
    CHECK_VERSION(ResponsibleParty.CUSTOMER_SERVICE),
    CORRECT_TEST(ResponsibleParty.TEST_CENTRE);

    private final ResponsibleParty responsible;

    Advice(ResponsibleParty responsible) {
        this.responsible = responsible;
    }

    public ResponsibleParty responsible() {
        return responsible;
    }
}
