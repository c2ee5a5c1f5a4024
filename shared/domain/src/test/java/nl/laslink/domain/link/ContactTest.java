package nl.laslink.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.ResponsibleParty;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
    private static final Instant NIGHT = Instant.parse("2026-11-24T02:31:10Z");
    private final Link.Active link = Links.makeActive(new InMemoryTables(), new FakeSecretCipher());

    private Contact failed(Instant at, Contact.Outcome outcome, String reason, Optional<Contact> before) {
        return new Contact(at, outcome, FailureReason.ofWord(reason)).after(before, link, night(at));
    }

    private static Optional<FetchId> night(Instant at) {
        return Optional.of(new FetchId("n-" + at.getEpochSecond()));
    }

    private Contact pressed(int hours, String reason, Contact before) {
        return new Contact(NIGHT.plus(Duration.ofHours(hours)), Contact.Outcome.REFUSED, FailureReason.ofWord(reason))
                .after(Optional.of(before), link, Optional.empty());
    }

    private Contact refused(int nights, String reason, Contact before) {
        Instant at = NIGHT.plus(Duration.ofDays(nights));
        return failed(at, Contact.Outcome.REFUSED, reason, Optional.of(before));
    }

    private Contact refused(String reason) {
        return failed(NIGHT, Contact.Outcome.REFUSED, reason, Optional.empty());
    }

    private Contact timeout(Instant at, Optional<Contact> before) {
        return failed(at, Contact.Outcome.UNREACHABLE, "timeout", before);
    }

    @Test
    void countsNightsAndKeepsTheFirst_whileItGoesWrong() {
        Contact first = timeout(NIGHT, Optional.empty());
        Contact second = timeout(NIGHT.plusSeconds(86_400), Optional.of(first));

        assertThat(second.failing())
                .contains(new Contact.Failing(NIGHT, 2, link.version(), night(NIGHT.plusSeconds(86_400)), false));
        assertThat(second.nextTry()).contains(new Night(Instant.parse("2026-11-26T02:30:00Z")));
        assertThat(second.isLasting()).isFalse();
    }

    /** The LAS of the link before got the scores, or refused the key: nothing of that is said of the one that is asked now. */
    @Test
    void saysNothingOfALinkThatWasRequestedLater() {
        Contact before = timeout(link.requestedAt().minusMillis(1), Optional.empty());
        Contact since = timeout(link.requestedAt(), Optional.empty());

        assertThat(before.relevantTo(link)).isEmpty();
        assertThat(since.relevantTo(link)).contains(since);
        assertThat(since.relevantTo(link.with(link.fields()))).contains(since.forgiven());
    }

    @Test
    void forgets_whenItGoesWell() {
        Contact failed = timeout(NIGHT, Optional.empty());
        Contact well = new Contact(NIGHT.plusSeconds(9), Contact.Outcome.NO_CHANGES, Optional.empty());

        assertThat(well.after(Optional.of(failed), link, night(NIGHT.plusSeconds(9))))
                .isEqualTo(well);
        assertThat(well.nextTry()).isEmpty();
        assertThat(well.restsAt(LocalDate.of(2026, 11, 25), link)).isFalse();
    }

    @Test
    void countsNoPress_soThatPressingDoesNotPutOffTheNight() {
        Contact night = timeout(NIGHT, Optional.empty());
        Contact pressed = night;
        for (int i = 0; i < 9; i++) {
            pressed = new Contact(
                            NIGHT.plusSeconds(3600 + i), Contact.Outcome.UNREACHABLE, Optional.of(NoAnswer.TIMEOUT))
                    .after(Optional.of(pressed), link, Optional.empty());
        }

        assertThat(pressed.failing()).contains(new Contact.Failing(NIGHT, 1, link.version(), night(NIGHT), false));
        assertThat(pressed.restsAt(LocalDate.of(2026, 11, 25), link)).isFalse();
    }

    @Test
    void namesTheComingNight_alsoAcrossTheChangeOfTheClocks() {
        Contact evening = new Contact(
                        Instant.parse("2027-03-27T20:00:00Z"),
                        Contact.Outcome.UNREACHABLE,
                        Optional.of(NoAnswer.TIMEOUT))
                .after(Optional.empty(), link, Optional.empty());

        assertThat(evening.nextTry()).contains(new Night(Instant.parse("2027-03-28T01:30:00Z")));
    }

    @Test
    void beginsAnew_whenTheLinkWasChanged() {
        Contact failed = timeout(NIGHT, Optional.empty());
        Link.Active changed = link.with(link.fields());

        Contact next = new Contact(NIGHT.plusSeconds(9), Contact.Outcome.UNREACHABLE, Optional.of(NoAnswer.TIMEOUT))
                .after(Optional.of(failed), changed, night(NIGHT.plusSeconds(9)));

        assertThat(next.failing())
                .contains(new Contact.Failing(
                        NIGHT.plusSeconds(9), 1, changed.version(), night(NIGHT.plusSeconds(9)), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid-authorisation", "invalid-customer"})
    void stops_whenTheNextNightIsTurnedAwayToo(String reason) {
        Contact first = refused(reason);
        Contact second = refused(1, reason, first);

        assertThat(first.nextTry()).contains(new Night(Instant.parse("2026-11-25T02:30:00Z")));
        assertThat(first.isNextTryTheLast()).isTrue();
        assertThat(first.restsAt(LocalDate.of(2026, 11, 25), link)).isFalse();
        assertThat(second.hasStopped()).isTrue();
        assertThat(second.nextTry()).isEmpty();
        assertThat(second.isNextTryTheLast()).isFalse();
        assertThat(second.restsAt(LocalDate.of(2027, 11, 25), link)).isTrue();
    }

    @Test
    void stops_whenAPersonWasTurnedAwayBeforeTheNight() {
        Contact typed = new Contact(NIGHT, Contact.Outcome.REFUSED, Optional.of(FaultCode.INVALID_AUTHORISATION))
                .after(Optional.empty(), link, Optional.empty());

        assertThat(typed.isNextTryTheLast()).isTrue();
        assertThat(refused(1, "invalid-authorisation", typed).hasStopped()).isTrue();
    }

    @Test
    void stopsForNoPress() {
        Contact pressed = pressed(8, "invalid-authorisation", refused("invalid-authorisation"));

        assertThat(pressed.isNextTryTheLast()).isTrue();
        assertThat(refused(1, "invalid-authorisation", pressed).hasStopped()).isTrue();
    }

    /** The message of a night comes twice, or its first attempt died. */
    @Test
    void countsANightOnce() {
        Contact again = refused(0, "invalid-authorisation", refused("invalid-authorisation"));

        assertThat(again.failing()).contains(new Contact.Failing(NIGHT, 1, link.version(), night(NIGHT), false));
    }

    @Test
    void isTurnedAwayOnceMore_whenSomethingElseWentWrongBetween() {
        Contact down = refused(1, "internal-error", refused("invalid-authorisation"));
        Contact turnedAway = refused(2, "invalid-authorisation", down);

        assertThat(turnedAway.isNextTryTheLast()).isTrue();
        assertThat(refused(3, "invalid-authorisation", turnedAway).hasStopped()).isTrue();
    }

    @Test
    void staysStopped_whenAPersonsContactGoesWrongOtherwise() {
        Contact stopped = refused(1, "invalid-authorisation", refused("invalid-authorisation"));

        Contact pressed = pressed(48, "internal-error", stopped);

        assertThat(pressed.hasStopped()).isTrue();
        assertThat(pressed.relevantTo(link.with(link.fields()))).contains(pressed.forgiven());
        Contact well = new Contact(NIGHT.plus(Duration.ofDays(3)), Contact.Outcome.DELIVERED, Optional.empty());
        assertThat(well.after(Optional.of(pressed), link, Optional.empty())).isEqualTo(well);
    }

    @Test
    void asksTheSupplier_onceItDoesNotPassByItself() {
        Contact first = timeout(NIGHT, Optional.empty());
        Contact second = timeout(NIGHT.plusSeconds(86_400), Optional.of(first));
        Contact third = timeout(NIGHT.plusSeconds(2 * 86_400), Optional.of(second));

        assertThat(second.responsible()).isEqualTo(ResponsibleParty.NOBODY);
        assertThat(third.responsible()).isEqualTo(ResponsibleParty.LAS_SUPPLIER);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, invalid-authorisation, SCHOOL",
        "REFUSED, invalid-customer, LAS_SUPPLIER",
        "REFUSED, invalid-version, CUSTOMER_SERVICE",
        "REFUSED, invalid-message, CUSTOMER_SERVICE",
        "REFUSED, internal-error, NOBODY",
        "UNREACHABLE, no-connection, NOBODY",
        "UNREACHABLE, address-not-allowed, CUSTOMER_SERVICE",
        "UNREADABLE, other-school-year, SCHOOL",
        "SCORES_REFUSED, invalid-norm, TEST_CENTRE",
        "UNREADABLE, cut-short, NOBODY",
        "UNREADABLE, not-xml, LAS_SUPPLIER",
        "UNREADABLE, other-dependance, SCHOOL",
        "UNREADABLE, web-page, CUSTOMER_SERVICE",
        "UNREADABLE, of-a-former-version, CUSTOMER_SERVICE",
        "UNREACHABLE, http-error, NOBODY",
        "UNREACHABLE, http-redirect, CUSTOMER_SERVICE",
        "UNREACHABLE, http-refused, CUSTOMER_SERVICE",
        "SCORES_UNREADABLE, not-uwlr, LAS_SUPPLIER",
        "DELIVERED, x, NOBODY",
        "NO_DATA, x, SCHOOL"
    })
    void saysWhoseTurnItIs(Contact.Outcome outcome, String reason, ResponsibleParty who) {
        assertThat(failed(NIGHT, outcome, reason, Optional.empty()).responsible())
                .isEqualTo(who);
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_NORM", "INVALID_PUPIL", "INVALID_SCORE", "INVALID_MESSAGE"})
    void goesOn_whenTheLasRefusesSingleResults(FaultCode code) {
        Contact contact = failed(NIGHT, Contact.Outcome.SCORES_REFUSED, code.word(), Optional.empty());

        assertThat(contact.failing()).isEmpty();
        assertThat(contact.restsAt(LocalDate.of(2026, 11, 25), link)).isFalse();
    }
}
