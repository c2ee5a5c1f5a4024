package nl.laslink.domain.delivery;

/** The next step after a failed or odd answer: who takes it, and what laslink does automatically. */
public enum Advice {
    NOTHING(ResponsibleParty.NOBODY, Remedy.RETRY),
    /** laslink retries automatically. */
    TRY_LATER(ResponsibleParty.NOBODY, Remedy.RETRY),
    REFRESH_PUPILS(ResponsibleParty.SCHOOL, Remedy.HOLD),
    CHECK_SCHOOL(ResponsibleParty.SCHOOL, Remedy.WEEKLY),
    CHECK_YEAR(ResponsibleParty.SCHOOL, Remedy.WEEKLY),
    ASK_FOR_KEY(ResponsibleParty.SCHOOL, Remedy.STOP),
    /** Give laslink access in the LAS: there is no key that the school could type. */
    GIVE_ACCESS(ResponsibleParty.SCHOOL, Remedy.WEEKLY),
    FILL_LAS(ResponsibleParty.SCHOOL, Remedy.RETRY),
    /** Correct a field in the LAS. */
    CORRECT_LAS(ResponsibleParty.SCHOOL, Remedy.RETRY),
    /** A fault in what the LAS generates: its XML, keys, references. */
    ASK_SUPPLIER(ResponsibleParty.LAS_SUPPLIER, Remedy.RETRY),
    CHECK_CUSTOMER(ResponsibleParty.LAS_SUPPLIER, Remedy.STOP),
    CHECK_REQUEST(ResponsibleParty.CUSTOMER_SERVICE, Remedy.HOLD),
    CHECK_ADDRESS(ResponsibleParty.CUSTOMER_SERVICE, Remedy.RETRY),
    /** laslink itself does not call this address. */
    CORRECT_ADDRESS(ResponsibleParty.CUSTOMER_SERVICE, Remedy.WEEKLY),
    CHECK_VERSION(ResponsibleParty.CUSTOMER_SERVICE, Remedy.WEEKLY),
    CORRECT_TEST(ResponsibleParty.TEST_CENTRE, Remedy.HOLD);

    private final ResponsibleParty responsible;
    private final Remedy remedy;

    Advice(ResponsibleParty responsible, Remedy remedy) {
        this.responsible = responsible;
        this.remedy = remedy;
    }

    public ResponsibleParty responsible() {
        return responsible;
    }

    public Remedy remedy() {
        return remedy;
    }

    /** The advice once the fault does not pass without help. */
    public Advice whenItLasts() {
        return responsible == ResponsibleParty.NOBODY ? ASK_SUPPLIER : this;
    }
}
