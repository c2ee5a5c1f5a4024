package nl.laslink.domain.school;

/** One establishment, written {@code 99XX-00}: the tenant of everything laslink stores. */
public record SchoolId(Brin brin, Dependance dependance) {

    /** @throws IllegalArgumentException when the text is not of the form {@code 99XX-00} */
    public static SchoolId parse(String text) {
        String[] parts = text == null ? new String[0] : text.split("-", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a school is written as 99XX-00");
        }
        return new SchoolId(new Brin(parts[0]), new Dependance(parts[1]));
    }

    @Override
    public String toString() {
        return brin + "-" + dependance;
    }
}
