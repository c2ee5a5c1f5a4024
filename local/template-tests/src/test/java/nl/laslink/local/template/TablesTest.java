package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.laslink.local.template.CloudTemplate.Part;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();

    @Test
    void everyTableIsKeptRestorableAndEncryptedWithTheTablesKey() {
        List<Part> tables = TEMPLATE.all("AWS::DynamoDB::Table");
        assertThat(tables).hasSize(6);
        for (Part table : tables) {
            assertThat(TEMPLATE.resource(table.name()).text("DeletionPolicy"))
                    .as(table.name())
                    .isEqualTo("Retain");
            assertThat(TEMPLATE.resource(table.name()).text("UpdateReplacePolicy"))
                    .isEqualTo("Retain");
            assertThat(table.values().get("DeletionProtectionEnabled")).isEqualTo(true);
            assertThat(table.at("PointInTimeRecoverySpecification").values())
                    .isEqualTo(Map.of("PointInTimeRecoveryEnabled", true));
            assertThat(table.at("SSESpecification").values())
                    .isEqualTo(Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", "!GetAtt TablesKey.Arn"));
            assertThat(table.at("TimeToLiveSpecification").values())
                    .isEqualTo(Map.of("AttributeName", "expires", "Enabled", true));
            assertThat(table.text("BillingMode")).isEqualTo("PAY_PER_REQUEST");
        }
    }

    /** A stream of any other table would carry pupils' data. */
    @Test
    void onlyTheOutboxHasAStream() {
        assertThat(TEMPLATE.all("AWS::DynamoDB::Table"))
                .filteredOn(t -> t.has("StreamSpecification"))
                .extracting(Part::name)
                .containsExactly("OutboxTable");
        // The row as it was written: PublishEvents reads it from the stream, not from the table.
        assertThat(TEMPLATE.properties("OutboxTable").at("StreamSpecification").values())
                .isEqualTo(Map.of("StreamViewType", "NEW_IMAGE"));
    }

    /** What DynamoLinkStore asks of it: the schools of a state; the links themselves are read from the table. */
    @Test
    void linksAreFoundByState() {
        assertThat(TEMPLATE.properties("LinksTable").parts("GlobalSecondaryIndexes"))
                .singleElement()
                .satisfies(i -> {
                    assertThat(i.text("IndexName")).isEqualTo("byState");
                    assertThat(i.parts("KeySchema"))
                            .extracting(k -> k.text("AttributeName") + " " + k.text("KeyType"))
                            .containsExactly("state HASH", "pk RANGE");
                    assertThat(i.at("Projection").values()).isEqualTo(Map.of("ProjectionType", "KEYS_ONLY"));
                });
    }

    /** What DynamoWorkUnderWay asks of it: fetches and commits without progress; the rest of them is read from the table. */
    @Test
    void workUnderWayIsFoundByProgress() {
        assertThat(TEMPLATE.properties("ImportsTable").parts("GlobalSecondaryIndexes"))
                .singleElement()
                .satisfies(i -> {
                    assertThat(i.text("IndexName")).isEqualTo("byProgress");
                    assertThat(i.parts("KeySchema"))
                            .extracting(k -> k.text("AttributeName") + " " + k.text("KeyType"))
                            .containsExactly("work HASH", "progressAt RANGE");
                    assertThat(i.at("Projection").values()).isEqualTo(Map.of("ProjectionType", "KEYS_ONLY"));
                });
    }

    @Test
    void whatHoldsData_staysWhenTheStackGoes() {
        assertThat(TEMPLATE.properties("UserPool").text("DeletionProtection")).isEqualTo("ACTIVE");
        for (String kept : List.of("TablesKey", "SecretsKey", "UserPool")) {
            assertThat(TEMPLATE.resource(kept).text("DeletionPolicy")).as(kept).isEqualTo("Retain");
            assertThat(TEMPLATE.resource(kept).text("UpdateReplacePolicy"))
                    .as(kept)
                    .isEqualTo("Retain");
        }
        assertThat(TEMPLATE.all("AWS::KMS::Key")).hasSize(3).allMatch(k -> k.text("EnableKeyRotation")
                .equals("true"));
    }
}
