package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that is sent is taken by a LAS made from the published WSDLs, which refuses what its schemas do not allow. */
class StrictLasTest {
    private static final List<SchoolIdentification> SCHOOLS = List.of(
            Messages.SCHOOL,
            new SchoolIdentification.ByBrin(SchoolId.parse("98YY-03")),
            new SchoolIdentification.BySchoolKey("school <1>"));
    private static WsdlLas las;

    @BeforeAll
    static void start() throws IOException {
        Path schemas = Path.of(System.getProperty("repository.root", "")).resolve("../shared/uwlr/schemas");
        assumeTrue(
                Files.isDirectory(schemas),
                "skipped: the published UWLR schemas are not at ../shared/uwlr/schemas, seen from repository.root");
        las = WsdlLas.start(schemas);
    }

    @AfterAll
    static void stop() {
        if (las != null) {
            las.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RESULTS"})
    void takesRequest_whenDataAreAskedFor(Operation operation) {
        for (String version : List.of("2.2", "2.3")) {
            for (SchoolIdentification school : SCHOOLS) {
                assertThat(judged(fetch(operation, las.endpoint(version), school)))
                        .isInstanceOf(Judgement.NoData.class);
            }
        }
    }

    @Test
    void takesRequest_whenResultsAreBrought() {
        for (SchoolIdentification school : SCHOOLS) {
            assertThat(judged(SingleCall.bring(las.endpoint("2.2"), Messages.CREDENTIALS, Messages.scores(school))))
                    .isInstanceOf(Judgement.Confirmed.class);
        }
    }

    /** Without this nobody would know that the peer is strict. */
    @ParameterizedTest
    @EnumSource
    void refusesRequest_whenItBreaksTheSchema(Operation operation) {
        LasEndpoint tooLong = las.endpoint("2.2".repeat(11));
        SingleCall.Request request = operation == Operation.RESULTS
                ? SingleCall.bring(tooLong, Messages.CREDENTIALS, Messages.scores())
                : fetch(operation, tooLong, Messages.SCHOOL);

        assertThat(judged(request))
                .isInstanceOfSatisfying(Judgement.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(FaultCode.UNKNOWN));
    }

    private static SingleCall.Request fetch(Operation operation, LasEndpoint endpoint, SchoolIdentification school) {
        List<SingleCall.Group> groups = List.of(
                new SingleCall.Group(Optional.of(new LasKey("g5 & <plus>")), false),
                new SingleCall.Group(Optional.empty(), false),
                new SingleCall.Group(Optional.of(new LasKey("plus")), true),
                new SingleCall.Group(Optional.empty(), true));
        return SingleCall.fetch(operation, endpoint, Messages.CREDENTIALS, school, Messages.YEAR, groups);
    }

    private static Judgement judged(SingleCall.Request request) {
        SingleCall.Answer answer = new SingleCall(LasNetwork.ANY, CallTimes.DEFAULT).make(request);
        assertThat(answer).isInstanceOf(SingleCall.Answer.Judged.class);
        return ((SingleCall.Answer.Judged) answer).judgement();
    }
}
