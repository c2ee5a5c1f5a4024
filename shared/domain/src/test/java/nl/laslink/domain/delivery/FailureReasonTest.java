package nl.laslink.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureReasonTest {
    @Test
    void isFoundByItsWord_whateverItsEnum() {
        assertThat(FailureReason.all())
                .allSatisfy(reason ->
                        assertThat(FailureReason.ofWord(reason.word())).contains(reason))
                .extracting(FailureReason::word)
                .doesNotHaveDuplicates();
    }

    @Test
    void isNotFound_whenAnotherVersionWroteTheWord() {
        assertThat(FailureReason.ofWord("of-a-former-version")).isEmpty();
    }
}
