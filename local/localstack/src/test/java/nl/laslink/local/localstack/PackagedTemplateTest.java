package nl.laslink.local.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackagedTemplateTest {
    private static final String TEMPLATE = """
            Resources:
              One:
                Properties:
                  CodeUri: functions/one/target/one.zip
                  Handler: nl.laslink.One
                  DeploymentPreference: {Alarms: [!Ref OneErrors]}
              Other:
                Properties:
                  CodeUri: functions/one/target/one.zip
              Wall:
                Properties:
                  SearchString: !Sub '{{resolve:secretsmanager:${OriginSecret}}}'
                  Also: !Sub '{{resolve:secretsmanager:${OriginSecret}:SecretString:::${Sent}}}'
              Night:
                Properties:
                  Target: {Arn: !Ref One.Alias}
            """;

    @Test
    void namesEveryZipOnce() {
        assertThat(PackagedTemplate.zips(TEMPLATE)).containsExactly("functions/one/target/one.zip");
    }

    @Test
    void saysWhereTheZipsAre_andLeavesOutWhatLocalStackCannotDo() {
        assertThat(PackagedTemplate.of(TEMPLATE, _ -> "s3://zips/one.zip")).isEqualTo("""
                Resources:
                  One:
                    Properties:
                      CodeUri: s3://zips/one.zip
                      Handler: nl.laslink.One
                  Other:
                    Properties:
                      CodeUri: s3://zips/one.zip
                  Wall:
                    Properties:
                      SearchString: !Sub 'not-here'
                      Also: !Sub 'not-here'
                  Night:
                    Properties:
                      Target: {Arn: !GetAtt One.Arn}
                """);
    }
}
