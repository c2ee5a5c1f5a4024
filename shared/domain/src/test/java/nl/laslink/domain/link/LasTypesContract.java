package nl.laslink.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.secret.EncryptedSecret;
import org.junit.jupiter.api.Test;

/** What a store of the kinds of LAS promises. All tests share the kinds: they are not of a school. */
public abstract class LasTypesContract {

    protected abstract LasTypes types();

    @Test
    void findsWhatWasSaved() {
        LasType type = type("Vindbaar", 7, LasType.SchoolKeyUse.REQUIRED);

        types().save(type);

        assertThat(types().find(type.code())).contains(type);
    }

    @Test
    void findsNothing_whenCodeIsUnknown() {
        assertThat(types().find(new LasTypeCode("Onbekend"))).isEmpty();
    }

    @Test
    void listsAll_byPosition() {
        LasType last = type("A-laatste", 1_003, LasType.SchoolKeyUse.EMPTY);
        LasType first = type("Z-eerste", 1_001, LasType.SchoolKeyUse.OPTIONAL);
        LasType middle = type("M-midden", 1_002, LasType.SchoolKeyUse.EMPTY);

        types().save(last);
        types().save(first);
        types().save(middle);

        assertThat(types().all()).containsSubsequence(first, middle, last);
    }

    @Test
    void replacesType_whenLoadedAgain() {
        LasType newer = type("Opnieuw", 9, LasType.SchoolKeyUse.EMPTY);
        types().save(type("Opnieuw", 8, LasType.SchoolKeyUse.REQUIRED));

        types().save(newer);

        assertThat(types().all()).filteredOn(t -> t.code().equals(newer.code())).containsExactly(newer);
    }

    private static LasType type(String code, int position, LasType.SchoolKeyUse use) {
        return new LasType(
                new LasTypeCode(code),
                "LAS " + code,
                position,
                use,
                "Vraag de sleutel aan.",
                "Ask for the key.",
                new LasEndpoint(
                        URI.create("https://las.example/leerlinggegevens"),
                        URI.create("https://las.example/leerresultaten"),
                        "2.3",
                        Map.of("X-Api", "een", "X-Other", "twee")),
                "laslink",
                new EncryptedSecret("Y29kZQ=="));
    }
}
