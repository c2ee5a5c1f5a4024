package nl.laslink.domain.school;

import java.util.regex.Pattern;

/** The two digits that tell a BRIN's establishments apart; {@code 00} is the main one (EDEXML). */
public record Dependance(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{2}");
    public static final Dependance MAIN = new Dependance("00");

    public Dependance {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a dependance is two digits");
        }
    }

    public static boolean isValid(String value) {
        return value != null && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
