package nl.laslink.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Advice;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.FaultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LasAnswerTextsTest {
    private static final Locale DUTCH = Locale.of("nl");

    static Stream<Locale> languages() {
        return Stream.of(DUTCH, Locale.ENGLISH);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasASentenceForEverything(Locale language) {
        LasAnswerTexts texts = LasAnswerTexts.in(language);

        assertThat(Stream.of(
                                FailureReason.all().map(reason -> texts.meaning(reason, "SchoolOAS")),
                                Stream.of(Advice.values()).map(advice -> texts.advice(advice, "SchoolOAS")),
                                Stream.of(Advice.values()).map(texts::instruction),
                                Stream.of(Delivery.Kind.values()).map(kind -> texts.finding(kind, 1)),
                                Stream.of(Delivery.Kind.values()).map(kind -> texts.finding(kind, 2)))
                        .flatMap(s -> s))
                .allSatisfy(sentence -> assertThat(sentence).endsWith(".").doesNotContain("{{"));
    }

    @Test
    void beginsWithACapital_whenTheLasComesFirst() {
        assertThat(LasAnswerTexts.in(DUTCH).meaning(FaultCode.TEMPORARILY_UNAVAILABLE, "het LAS"))
                .isEqualTo("Het LAS is tijdelijk niet beschikbaar.");
    }

    @Test
    void countsInWordsThatFit() {
        LasAnswerTexts texts = LasAnswerTexts.in(DUTCH);

        assertThat(texts.finding(Delivery.Kind.GROUP_WITHOUT_PUPILS, 1)).isEqualTo("1 groep heeft geen leerlingen.");
        assertThat(texts.finding(Delivery.Kind.GROUP_WITHOUT_PUPILS, 3)).isEqualTo("3 groepen hebben geen leerlingen.");
    }
}
